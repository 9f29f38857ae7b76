using System.Text;

namespace Goico.JsonSchema.Tests.Compiling;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("5", "")]
    [InlineData("""{"type":5}""", "/type")]
    [InlineData("""{"type":"text"}""", "/type")]
    [InlineData("""{"type":[]}""", "/type")]
    [InlineData("""{"type":["null","null"]}""", "/type/1")]
    [InlineData("""{"required":"x"}""", "/required")]
    [InlineData("""{"required":["x","x"]}""", "/required/1")]
    [InlineData("""{"minLength":-1}""", "/minLength")]
    [InlineData("""{"maxItems":1.5}""", "/maxItems")]
    [InlineData("""{"minimum":"1"}""", "/minimum")]
    [InlineData("""{"exclusiveMinimum":true}""", "/exclusiveMinimum")]
    [InlineData("""{"multipleOf":0}""", "/multipleOf")]
    [InlineData("""{"uniqueItems":1}""", "/uniqueItems")]
    [InlineData("""{"enum":1}""", "/enum")]
    [InlineData("""{"properties":[]}""", "/properties")]
    [InlineData("""{"properties":{"a":1}}""", "/properties/a")]
    [InlineData("""{"$defs":{"a":[]}}""", "/$defs/a")]
    [InlineData("""{"items":[true]}""", "/items")]
    [InlineData("""{"allOf":[]}""", "/allOf")]
    [InlineData("""{"anyOf":{}}""", "/anyOf")]
    [InlineData("""{"not":1}""", "/not")]
    [InlineData("""{"dependentRequired":{"a":[1]}}""", "/dependentRequired/a/0")]
    [InlineData("""{"pattern":"("}""", "/pattern")]
    [InlineData("""{"pattern":"(?i:a)"}""", "/pattern")]
    [InlineData("""{"pattern":"(a)\\1"}""", "/pattern")]
    [InlineData("""{"pattern":"\\p{Script=Cuneiform}"}""", "/pattern")]
    [InlineData("""{"pattern":"((a{1000}){1000}){1000}"}""", "/pattern")]
    [InlineData("""{"patternProperties":{"[b-a]":true}}""", "/patternProperties/[b-a]")]
    [InlineData("""{"format":5}""", "/format")]
    [InlineData("""{"title":5}""", "/title")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "/$ref")]
    [InlineData("""{"$ref":"#none"}""", "/$ref")]
    [InlineData("""{"$ref":"https://x.example/other"}""", "/$ref")]
    [InlineData("""{"$ref":"#/minimum","minimum":1}""", "/minimum")]
    [InlineData("""{"$dynamicRef":"#none"}""", "/$dynamicRef")]
    [InlineData("""{"$anchor":"1"}""", "/$anchor")]
    [InlineData("""{"$id":"a#b"}""", "/$id")]
    [InlineData("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}""", "/$defs/b/$anchor")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-03/schema#"}""", "/$schema")]
    [InlineData("""{"type":"string","type":"null"}""", "/type")]
    [InlineData("""{"a":[1,}""", "/a/1")]
    public void Compile_InvalidSchema_RefusesAtItsLocation(string schema, string location)
    {
        IReadOnlyList<SchemaProblem> problems = Check.Problems(schema);
        Assert.Contains(problems, problem => problem.SchemaLocation == location);
        Assert.All(problems, problem => Assert.NotEmpty(problem.Message));
    }

    /// <summary>System.Uri throws for some of them, and passes over white space in others.</summary>
    [Theory]
    [InlineData("""{"$id":"r|o"}""")]
    [InlineData("""{"$ref":"r|o"}""")]
    [InlineData("""{"$id":" hs:"}""")]
    [InlineData("""{"$ref":" hs:"}""")]
    [InlineData("""{"$id":"http://[::"}""")]
    [InlineData("""{"properties":{"a":{"$ref":"\n"}}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"http://a/ b"}}}""")]
    [InlineData("""{"$id":"http://a.b/c "}""")]
    public void Compile_ReferenceThatIsNoUri_IsRefused(string schema) => Assert.NotEmpty(Check.Problems(schema));

    [Fact]
    public void Compile_ManyMistakes_ReportsAllInDocumentOrder()
    {
        const string schema = """
            {"properties":{"a":{"type":5},"b":{"pattern":"("}},"minLength":-1,"$defs":{"c":{"required":"x"}}}
            """;
        Assert.Equal(["/properties/a/type", "/properties/b/pattern", "/minLength", "/$defs/c/required"],
            Check.Problems(schema).Select(problem => problem.SchemaLocation));
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#"}]}}}""")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""")]
    public void Compile_RecursionWithoutProgress_IsRefused(string schema) =>
        Assert.Contains(Check.Problems(schema), p => p.Message.Contains("without end", StringComparison.Ordinal));

    [Fact]
    public void Compile_EndlessChainOfReferences_IsRefused()
    {
        var defs = Enumerable.Range(0, 5000).Select(i => $"\"d{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}");
        string schema = $"{{\"$defs\":{{{string.Join(',', defs)},\"d5000\":true}}}}";
        Assert.Contains(Check.Problems(schema), p => p.Message.Contains("in a chain", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"requried":["a"],"x-note":1,"format":"no-such-format","$comment":"c","default":5}""")]
    [InlineData("""{"title":"t","description":"d","examples":[1],"deprecated":true,"readOnly":true,"writeOnly":false}""")]
    [InlineData("""{"contentEncoding":"base64","contentMediaType":"application/json","contentSchema":{"type":"null"}}""")]
    public void Compile_Annotations_AreAcceptedAndDemandNothing(string schema) =>
        Assert.Equal("", Check.Outcome(schema, "\"x\""));

    [Fact]
    public void Compile_TooLargeOrTooDeep_IsRefused()
    {
        Assert.NotEmpty(Check.Problems("""{"type":"null"}""", new SchemaOptions { MaxSchemaBytes = 8 }));
        Assert.NotEmpty(Check.Problems("""{"not":{"not":{}}}""", new SchemaOptions { MaxSchemaDepth = 2 }));
    }

    [Fact]
    public void Compile_OptionOutOfRange_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Compile("true", new SchemaOptions { MaxDepth = 0 }));

    [Fact]
    public void Validate_SchemaOfExponentialWork_GivesUpAsAViolation()
    {
        var defs = Enumerable.Range(0, 60).Select(i =>
            $"\"d{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}},{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}");
        string body = $"{string.Join(',', defs)},\"d60\":{{\"type\":\"integer\"}}";
        var options = new SchemaOptions { MaxSteps = 100_000 };
        Assert.Equal("limit", Check.Outcome($"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{body}}}}}", "1", options));
        string negated = $"{{\"not\":{{\"$ref\":\"#/$defs/d0\"}},\"$defs\":{{{body}}}}}";
        Assert.Equal("limit", Check.Outcome(negated, "1", options));
    }

    [Fact]
    public void Validate_DeepDocumentUnderDeepSchema_NeitherOverflowsNorPasses()
    {
        string chain = string.Concat(Enumerable.Repeat("{\"allOf\":[", 50)) + "{\"items\":{\"$ref\":\"#\"}}"
            + string.Concat(Enumerable.Repeat("]}", 50));
        var options = new SchemaOptions { MaxDepth = 1024, MaxSchemaDepth = 512 };
        byte[] deep = Encoding.UTF8.GetBytes(new string('[', 1024) + new string(']', 1024));
        SchemaVerdict? verdict = null;
        var thread = new Thread(() => verdict = Check.Compile(chain, options).Validate(deep), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("limit", Assert.Single(verdict!.Value.Violations).Keyword);
    }
}
