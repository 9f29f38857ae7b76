using System.Text;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>Schemas that are written by a meta-schema of their own.</summary>
public sealed class VocabularyTests
{
    private const string V2019 = "https://json-schema.org/draft/2019-09/";
    private const string V2020 = "https://json-schema.org/draft/2020-12/";

    [Theory]
    // Without the vocabulary its keywords check nothing.
    [InlineData("core applicator", """ "properties": {"a": {"type": "null", "minimum": 5, "required": ["b"]}} """, """{"a": {}}""", "")]
    [InlineData("core applicator", """ "properties": {"a": false} """, """{"a": {}}""", "properties /a")]
    [InlineData("core validation", """ "type": "object", "properties": {"a": false} """, """{"a": {}}""", "")]
    [InlineData("core validation", """ "type": "array" """, "{}", "type")]
    [InlineData("core applicator", """ "unevaluatedProperties": false """, """{"a": {}}""", "")]
    [InlineData("core unevaluated", """ "unevaluatedProperties": false """, """{"a": {}}""", "unevaluatedProperties /a")]
    [InlineData("core applicator", """ "contains": {"not": {}}, "minContains": 0 """, "[1]", "contains")]
    // Core is always there.
    [InlineData("validation", """ "$ref": "#/$defs/a", "$defs": {"a": {"type": "null"}} """, "1", "type")]
    // An optional vocabulary that is not known is let be; its keywords mean nothing.
    [InlineData("core validation ?urn:example:units", """ "unit": "m", "minimun": 5, "minimum": 5 """, "4", "minimum")]
    // format: known as an annotation, as a check, or not at all.
    [InlineData("core format-annotation", """ "format": "ipv4" """, "\"x\"", "format")]
    [InlineData("core format-assertion", """ "format": "ipv4" """, "\"x\"", "format")]
    [InlineData("core ?format-assertion", """ "format": "ipv4" """, "\"x\"", "format")]
    [InlineData("core validation", """ "format": "ipv4" """, "\"x\"", "")]
    public void Validate_VocabulariesOfTheMetaSchema_DecideWhichKeywordsApply(
        string vocabularies, string keywords, string instance, string expected)
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2020, vocabularies)));
        string schema = $$"""{"$schema": "urn:example:meta", {{keywords}}}""";
        Assert.Equal(expected, Check.Outcome(schema, instance, options));
    }

    [Theory]
    [InlineData("core format-annotation", "")]
    [InlineData("core format-assertion", "format")]
    [InlineData("core ?format-assertion", "format")]
    [InlineData("core", "")]
    public void Validate_FormatUnderItsVocabularies_IsCheckedIfTheyOrTheOptionsAskForIt(
        string vocabularies, string withoutAsking)
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2020, vocabularies)));
        const string schema = """{"$schema": "urn:example:meta", "format": "ipv4"}""";
        Assert.Equal(withoutAsking, Check.Outcome(schema, "\"x\"", options with { AssertFormats = false }));
    }

    [Theory]
    [InlineData("core format", "format")]
    [InlineData("core ?format", "")]
    public void Validate_FormatOf2019_IsCheckedWhereItsVocabularyIsRequired(string vocabularies, string expected)
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2019, vocabularies)));
        const string schema = """{"$schema": "urn:example:meta", "format": "ipv4"}""";
        Assert.Equal(expected, Check.Outcome(schema, "\"x\"", options with { AssertFormats = false }));
    }

    [Fact]
    public void Validate_UnevaluatedOf2019_BelongsToItsApplicators()
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2019, "core applicator")));
        const string schema = """{"$schema": "urn:example:meta", "unevaluatedItems": false}""";
        Assert.Equal("unevaluatedItems /0", Check.Outcome(schema, "[1]", options));
    }

    [Theory]
    [InlineData("core urn:example:units", "requires the vocabulary urn:example:units")]
    [InlineData("core https://json-schema.org/draft/2020-12/vocab/unheard", "requires the vocabulary")]
    [InlineData("core https://json-schema.org/draft/2019-09/vocab/validation", "requires the vocabulary")]
    public void Compile_RequiredVocabularyThatIsNotKnown_RefusesWithTheReason(string vocabularies, string message)
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2020, vocabularies)));
        SchemaProblem problem = Assert.Single(Check.Problems("""{"$schema":"urn:example:meta"}""", options));
        Assert.Equal("/$schema", problem.SchemaLocation);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>A meta-schema without vocabularies takes those it is written by; the chain ends at a draft.</summary>
    [Theory]
    [InlineData("http://json-schema.org/draft-07/schema#", """ "items": [{"type": "null"}] """, "[1]", "type /0")]
    [InlineData("http://json-schema.org/draft-04/schema#", """ "minimum": 1, "exclusiveMinimum": true """, "1", "exclusiveMinimum")]
    [InlineData("https://json-schema.org/draft/2019-09/schema", """ "$recursiveRef": "#/$defs/a", "$defs": {"a": {"type": "null"}} """, "1", "type")]
    [InlineData("https://json-schema.org/draft/2020-12/schema", """ "prefixItems": [{"type": "null"}] """, "[1]", "type /0")]
    public void Validate_ChainOfMetaSchemas_EndsAtADraft(string draft, string keywords, string instance, string expected)
    {
        SchemaOptions options = With(
            ("urn:example:outer", $$"""{"$schema": "urn:example:inner"}"""),
            ("urn:example:inner", $$"""{"$schema": "{{draft}}"}"""));
        string schema = $$"""{"$schema": "urn:example:outer", {{keywords}}}""";
        Assert.Equal(expected, Check.Outcome(schema, instance, options));
    }

    [Fact]
    public void Validate_MetaSchemaWithoutVocabularies_TakesThoseItIsWrittenBy()
    {
        SchemaOptions options = With(
            ("urn:example:outer", """{"$schema": "urn:example:inner"}"""),
            ("urn:example:inner", MetaSchema(V2020, "core applicator")));
        Assert.Equal("", Check.Outcome("""{"$schema":"urn:example:outer","type":"null"}""", "1", options));
    }

    [Fact]
    public void Compile_SchemaAgainstItsMetaSchema_IsRefusedWhereThatRefusesIt()
    {
        const string meta = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://x.example/meta",
             "$dynamicAnchor":"meta","$ref":"https://json-schema.org/draft/2020-12/schema",
             "properties":{"unit":{"enum":["m","s"]}},"dependentRequired":{"minimum":["unit"]}}
            """;
        SchemaOptions options = With(("https://x.example/kept/meta.json", meta));
        foreach (string uri in new[] { "https://x.example/meta", "https://x.example/kept/meta.json#" })
        {
            string head = $"\"$schema\":\"{uri}\"";
            Assert.Empty(Check.Problems($"{{{head},\"not\":{{\"minimum\":1,\"unit\":\"m\"}}}}", options));
            SchemaProblem problem = Assert.Single(Check.Problems($"{{{head},\"not\":{{\"unit\":\"km\"}}}}", options));
            Assert.Equal("/not/unit", problem.SchemaLocation);
            Assert.Contains("https://x.example/kept/meta.json#/properties/unit/enum", problem.Message, StringComparison.Ordinal);
            Assert.Equal("/not", Assert.Single(Check.Problems($"{{{head},\"not\":{{\"minimum\":1}}}}", options)).SchemaLocation);
            // What the readers find is not said twice.
            Assert.Single(Check.Problems($"{{{head},\"not\":{{\"type\":5}}}}", options));
        }
    }

    [Theory]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"objct"}""", "urn:example:meta#/type")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"urn:example:gone"}""", "urn:example:meta#/$ref")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"http://json-schema.org/draft-07/schema#","type":5}""", "urn:example:meta#/type")]
    [InlineData("""{"$schema":"urn:example:gone"}""", "/$schema")]
    [InlineData("""{"$schema":5}""", "/$schema")]
    [InlineData("""{"$schema":"urn:example:meta"}""", "/$schema")]
    [InlineData("""{"a":""", "/$schema")]
    [InlineData("5", "/$schema")]
    public void Compile_MetaSchemaThatIsNone_RefusesAndNamesThePlace(string meta, string location)
    {
        SchemaOptions options = With(("urn:example:meta", meta));
        Assert.Contains(Check.Problems("""{"$schema":"urn:example:meta"}""", options), problem =>
            problem.SchemaLocation == location);
    }

    /// <summary>A dialect may describe itself, also in several documents that lead to each other.</summary>
    [Fact]
    public void Compile_MetaSchemaThatDescribesItself_IsCheckedByItself()
    {
        const string meta = """
            {"$schema":"https://x.example/meta","$id":"https://x.example/meta",
             "$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,
              "https://json-schema.org/draft/2020-12/vocab/applicator":true,
              "https://json-schema.org/draft/2020-12/vocab/validation":true},
             "$dynamicAnchor":"meta","allOf":[{"$ref":"part"},{"$ref":"https://json-schema.org/draft/2020-12/schema"}]}
            """;
        const string part = """
            {"$schema":"https://x.example/meta","$id":"https://x.example/part","$dynamicAnchor":"meta",
             "properties":{"unit":{"type":"string"}}, "unit":UNIT}
            """;
        string Part(string unit) => part.Replace("UNIT", unit, StringComparison.Ordinal);
        SchemaOptions good = With(("https://x.example/meta", meta), ("https://x.example/part", Part("\"m\"")));
        Assert.Empty(Check.Problems("""{"$schema":"https://x.example/meta","not":{"unit":"m"}}""", good));
        Assert.Equal("/not/unit",
            Assert.Single(Check.Problems("""{"$schema":"https://x.example/meta","not":{"unit":1}}""", good)).SchemaLocation);
        SchemaOptions bad = With(("https://x.example/meta", meta), ("https://x.example/part", Part("1")));
        Assert.Equal("https://x.example/part#/unit",
            Assert.Single(Check.Problems("""{"$schema":"https://x.example/meta"}""", bad)).SchemaLocation);
    }

    [Fact]
    public void Compile_MetaSchemasWithoutEnd_AreBounded()
    {
        // Each is written by the next one, and refers to a document written by yet another.
        (string, string)[] chain =
            [.. Enumerable.Range(0, 20).Select(i => ($"urn:example:m{i}", $$"""{"$schema":"urn:example:m{{i + 1}}"}"""))];
        Assert.Contains(Check.Problems("""{"$schema":"urn:example:m0"}""", With(chain)), problem =>
            problem.Message.Contains("leads to no draft", StringComparison.Ordinal));
        (string, string)[] web =
        [
            .. Enumerable.Range(0, 40).Select(i => ($"urn:example:m{i}",
                $$"""{"$schema":"{{V2020}}schema","allOf":[{"$ref":"urn:example:d{{i + 1}}"},{"$ref":"urn:example:d{{i + 2}}"}]}""")),
            .. Enumerable.Range(0, 42).Select(i => ($"urn:example:d{i}",
                $$"""{"$schema":"urn:example:m{{Math.Min(i, 39)}}"}""")),
        ];
        Assert.Contains(Check.Problems("""{"$schema":"urn:example:m0"}""", With(web)), problem =>
            problem.Message.Contains("more than 16 registered meta-schemas", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_MetaSchemaOfExponentialWork_RefusesTheSchema()
    {
        var defs = Enumerable.Range(0, 60).Select(i =>
            $"\"d{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}},{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}");
        string meta = $"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{string.Join(',', defs)},\"d60\":{{\"type\":\"object\"}}}}}}";
        SchemaOptions options = With(("urn:example:meta", meta)) with { MaxSteps = 100_000 };
        SchemaProblem problem = Assert.Single(Check.Problems("""{"$schema":"urn:example:meta"}""", options));
        Assert.Contains("limit of 100000 steps", problem.Message, StringComparison.Ordinal);
        Assert.Contains("meta-schema", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_DialectOfItsOwn_IsNotWarnedOfNamesThatMayBeItsOwn()
    {
        SchemaOptions options = With(("urn:example:meta", MetaSchema(V2020, "core validation")));
        var compiled = Assert.IsType<SchemaCompilation.Compiled>(
            JsonSchema.Compile("""{"$schema":"urn:example:meta","minimun":1,"items":{}}"""u8, options));
        Assert.Empty(compiled.Warnings);
    }

    /// <summary>A meta-schema of the vocabularies named; '?' before one makes it optional.</summary>
    private static string MetaSchema(string draft, string vocabularies)
    {
        IEnumerable<string> members = vocabularies.Split(' ').Select(name =>
        {
            string bare = name.TrimStart('?');
            string uri = bare.Contains(':', StringComparison.Ordinal) ? bare : $"{draft}vocab/{bare}";
            return $"\"{uri}\":{(name[0] == '?' ? "false" : "true")}";
        });
        return $"{{\"$schema\":\"{draft}schema\",\"$vocabulary\":{{{string.Join(',', members)}}}}}";
    }

    private static SchemaOptions With(params (string Uri, string Text)[] documents) => new()
    {
        Registry = documents.Aggregate(SchemaRegistry.Empty, (registry, document) =>
            registry.With(document.Uri, Encoding.UTF8.GetBytes(document.Text))),
    };
}
