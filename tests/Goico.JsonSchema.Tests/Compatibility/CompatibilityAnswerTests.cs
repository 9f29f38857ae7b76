using System.Text;

namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>Comparing schemas: what an answer says, and that there always is one.</summary>
public sealed class CompatibilityAnswerTests
{
    [Fact]
    public void Check_Break_NamesPlacesChangeAndExample()
    {
        const string before = """
            {"properties":{"items":{"items":{"$ref":"#/$defs/i"}}},
             "$defs":{"i":{"type":"object","properties":{"price":{"type":"number","minimum":0}}}}}
            """;
        const string after = """
            {"properties":{"items":{"items":{"type":"object","properties":{"price":{"type":"number","minimum":5}}}}}}
            """;
        var breaking = Assert.IsType<SchemaCompatibility.Breaking>(
            SchemaCompatibility.Check(Check.Compile(before), Check.Compile(after)));
        Assert.Empty(breaking.Doubts);
        Assert.Equal(
            new SchemaBreak("/$defs/i/properties/price", "/properties/items/items/properties/price", "/items/*/price",
                "minimum", "/items/*/price: minimum was 0, is now 5: values from 0 up to 5 no longer fit",
                """{"items":[{"price":0}]}"""),
            Assert.Single(breaking.Breaks));
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", "the document: type was null or string, now it is string: null no longer fits", "null")]
    [InlineData("""{"enum":["a","b","c"]}""", """{"enum":["a"]}""", "the document: the values \"b\", \"c\" could be there, but no longer fit: must be one of \"a\", was \"b\"", "\"b\"")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"required":["a","b"]}""", "the document: the property \"b\" is now required: objects without it no longer fit", """{"a":null}""")]
    [InlineData("""{"type":"object"}""", """{"additionalProperties":false}""", "/*: a property was allowed here, is not any more: documents with one no longer fit", """{"other":null}""")]
    [InlineData("""{"type":"string","maxLength":5}""", """{"maxLength":3}""", "the document: maxLength was 5, is now 3: strings longer than 3 no longer fit", "\"aaaaa\"")]
    [InlineData("""{"type":"integer","minimum":3}""", """{"exclusiveMinimum":3}""", "the document: minimum was 3, exclusiveMinimum is now 3: the value 3 no longer fits", "3")]
    [InlineData("""{"type":"string"}""", """{"pattern":"^a"}""", "the document: there was no pattern, now it is ^a: strings that don't match ^a no longer fit", "\"\"")]
    [InlineData("{}", """{"properties":{"gift":{"type":"boolean"}}}""", "/gift: there was no type, now it is boolean: null, numbers, strings, objects and arrays no longer fit", """{"gift":null}""")]
    public void Check_Break_HasAMessageToActOn(string before, string after, string message, string witness)
    {
        var breaking = Assert.IsType<SchemaCompatibility.Breaking>(
            SchemaCompatibility.Check(Check.Compile(before), Check.Compile(after)));
        SchemaBreak found = Assert.Single(breaking.Breaks);
        Assert.Equal((message, witness), (found.Message, found.Witness));
    }

    [Fact]
    public void Check_Doubt_SaysWhatCouldNotBeShown()
    {
        const string schema = """
            {"$id":"https://x.example/","properties":{"a":{"$ref":"one"},"b":{"$ref":"two"}},
             "$defs":{
              "one":{"$id":"one","$ref":"base","$defs":{"n":{"$dynamicAnchor":"n","type":"integer"}}},
              "two":{"$id":"two","$ref":"base","$defs":{"n":{"$dynamicAnchor":"n","type":"string"}}},
              "base":{"$id":"base","properties":{"v":{"$dynamicRef":"#n"}},"$defs":{"n":{"$dynamicAnchor":"n"}}}}}
            """;
        string wider = schema.Replace("integer", "number", StringComparison.Ordinal);
        var unknown = Assert.IsType<SchemaCompatibility.Unknown>(
            SchemaCompatibility.Check(Check.Compile(schema), Check.Compile(wider)));
        Assert.Contains(unknown.Doubts, doubt => doubt.Keyword == "$dynamicRef"
            && doubt.Reason.Contains("depends on how it was reached", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_ManyBreaks_StopsAtTheLimit()
    {
        string names = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"p{i}\""));
        string after = $"{{\"required\":[{names}]}}";
        var breaking = Assert.IsType<SchemaCompatibility.Breaking>(
            SchemaCompatibility.Check(Check.Compile("{}"), Check.Compile(after)));
        Assert.Equal(32, breaking.Breaks.Length);
        Assert.Equal("required",
            CompatibilityCheck.Outcome("{}", after, new CompatibilityOptions { MaxFindings = 1 }));
    }

    [Fact]
    public void Check_OptionOutOfRange_Throws()
    {
        JsonSchema schema = Check.Compile("{}");
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SchemaCompatibility.Check(schema, schema, new CompatibilityOptions { MaxFindings = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SchemaCompatibility.Check(schema, schema, new CompatibilityOptions { MaxSteps = 0 }));
    }

    [Theory]
    [InlineData("{}", 64, 63, "json")]
    [InlineData("{}", 63, 64, "")]
    [InlineData("""{"type":"string"}""", 64, 63, "? limit")]
    public void Check_TighterDepth_IsABreakWhereDocumentsAreSoDeep(
        string schema, int before, int after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(
            Check.Compile(schema, new SchemaOptions { MaxDepth = before }),
            Check.Compile(schema, new SchemaOptions { MaxDepth = after })));

    [Fact]
    public void Check_TighterLimitsOnDocuments_AreNotOverlooked()
    {
        JsonSchema usual = Check.Compile("{}");
        JsonSchema small = Check.Compile("{}", new SchemaOptions { MaxDocumentBytes = 1000 });
        JsonSchema lenient = Check.Compile("{}", new SchemaOptions { AllowDuplicateNames = true });
        Assert.Equal("? limit", CompatibilityCheck.Outcome(usual, small));
        Assert.Equal("", CompatibilityCheck.Outcome(small, usual));
        Assert.Equal("json", CompatibilityCheck.Outcome(lenient, usual));
        Assert.Equal("", CompatibilityCheck.Outcome(usual, lenient));
    }

    [Fact]
    public void Check_RepeatedNamesAllowed_CountsThem()
    {
        var options = new SchemaOptions { AllowDuplicateNames = true };
        const string onlyA = """{"type":"object","properties":{"a":true},"additionalProperties":false}""";
        JsonSchema before = Check.Compile(onlyA, options);
        JsonSchema after = Check.Compile("""{"maxProperties":1}""", options);
        Assert.NotEqual("", CompatibilityCheck.Outcome(before, after));
    }

    [Fact]
    public void Check_FormatsNotAsserted_AreNoConcern()
    {
        JsonSchema before = Check.Compile("""{"type":"string"}""");
        JsonSchema after = Check.Compile("""{"format":"date"}""", new SchemaOptions { AssertFormats = false });
        Assert.Equal("", CompatibilityCheck.Outcome(before, after));
    }

    [Fact]
    public void Check_MutuallyRecursiveSchemas_TakesNoLongerThanItsSteps()
    {
        // Each of the types leads to all others: the ways through them are beyond counting.
        static string Types(string leaf) => "{\"$ref\":\"#/$defs/t0\",\"$defs\":{" + string.Join(',',
            Enumerable.Range(0, 30).Select(i => $"\"t{i}\":{{\"type\":\"object\",\"properties\":{{\"leaf\":{leaf},"
                + string.Join(',', Enumerable.Range(0, 30).Select(j => $"\"p{j}\":{{\"$ref\":\"#/$defs/t{j}\"}}"))
                + "}}")) + "}}";
        Assert.Equal("", CompatibilityCheck.Outcome(Types("{\"type\":\"integer\"}"), Types("{\"type\":\"number\"}")));
        Assert.StartsWith("type /leaf",
            CompatibilityCheck.Outcome(Types("{\"type\":\"number\"}"), Types("{\"type\":\"integer\"}")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ExponentiallyManyCases_EndsAsUnknownOrAnswers()
    {
        static string Has(string name) => $"{{\"required\":[\"{name}\"]}}";
        static string AnyOf(params string[] branches) => $"{{\"anyOf\":[{string.Join(',', branches)}]}}";
        string choices = string.Join(',', Enumerable.Range(0, 20).Select(i =>
            AnyOf(Has($"a{i}"), Has($"b{i}"), $"{{\"minProperties\":{i + 1}}}")));
        string shuffled = string.Join(',', Enumerable.Range(0, 20).Reverse().Select(i =>
            AnyOf(Has($"b{i}"), Has($"a{i}"), $"{{\"minProperties\":{i + 1}}}", Has("c"))));
        string before = $"{{\"allOf\":[{choices}]}}";
        string never = $"{{\"type\":\"null\",\"not\":{before}}}";
        string after = $"{{\"oneOf\":[{{\"allOf\":[{shuffled}]}},{never}]}}";
        SchemaCompatibility verdict = SchemaCompatibility.Check(
            Check.Compile(before), Check.Compile(after), new CompatibilityOptions { MaxSteps = 5_000 });
        Assert.False(verdict is SchemaCompatibility.Breaking, "nothing breaks here");
    }

    [Fact]
    public void Check_StepsRunOut_IsUnknownAndSaysSo()
    {
        string Properties(string type) => "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 200)
            .Select(i => $"\"p{i}\":{{\"anyOf\":[{{\"type\":\"{type}\"}},{{\"minLength\":{i}}}]}}")) + "}}";
        var options = new CompatibilityOptions { MaxSteps = 20 };
        var unknown = Assert.IsType<SchemaCompatibility.Unknown>(SchemaCompatibility.Check(
            Check.Compile(Properties("integer")), Check.Compile(Properties("number")), options));
        Assert.Contains(unknown.Doubts, doubt => doubt.Keyword == "limit");
        Assert.Equal("", CompatibilityCheck.Outcome(Properties("integer"), Properties("number")));
    }

    [Fact]
    public void Check_DeepSchemasOnASmallStack_NeitherOverflowsNorErrs()
    {
        static string Chain(string type) => "{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + string.Join(',',
            Enumerable.Range(0, 1200).Select(i =>
                $"\"d{i}\":{{\"properties\":{{\"x\":{{\"$ref\":\"#/$defs/d{i + 1}\"}}}}}}"))
            + $",\"d1200\":{{\"type\":\"{type}\"}}}}}}";
        string? same = null;
        string? wider = null;
        var thread = new Thread(() =>
        {
            same = CompatibilityCheck.Outcome(Chain("integer"), Chain("integer"));
            wider = CompatibilityCheck.Outcome(Chain("integer"), Chain("number"));
        }, maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("", same);
        Assert.StartsWith("?", wider, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_LargeSchema_IsComparedWholly()
    {
        string Schema(int limit) => "{\"type\":\"object\",\"properties\":{" + string.Join(',', Enumerable.Range(0, 3000)
            .Select(i => $"\"p{i}\":{{\"type\":\"string\",\"maxLength\":{i + limit}}}")) + "}}";
        Assert.Equal("", CompatibilityCheck.Outcome(Schema(1), Schema(2)));
        Assert.Equal("maxLength /p0",
            CompatibilityCheck.Outcome(Schema(2), Schema(1), new CompatibilityOptions { MaxFindings = 1 }));
    }

    [Fact]
    public void Check_NumbersTooLargeToCalculateWith_AreComparedAllTheSame()
    {
        string huge = new('9', 3000);
        Assert.Equal("", CompatibilityCheck.Outcome($"{{\"maximum\":{huge}}}", $"{{\"maximum\":{huge}9}}"));
        Assert.Equal("", CompatibilityCheck.Outcome("""{"multipleOf":1e500}""", """{"multipleOf":1e400}"""));
        byte[] schema = Encoding.UTF8.GetBytes($"{{\"maximum\":{huge}}}");
        Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(schema));
    }
}
