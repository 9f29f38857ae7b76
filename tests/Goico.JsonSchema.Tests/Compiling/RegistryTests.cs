using System.Text;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>Documents that were registered beforehand, and what refers to them.</summary>
public sealed class RegistryTests
{
    private const string Integer = """{"type":"integer"}""";

    [Theory]
    [InlineData("""{"$ref":"https://x.example/int.json"}""")]
    [InlineData("""{"$ref":"https://x.example/int.json#"}""")]
    [InlineData("""{"$ref":"HTTPS://X.example:443/a/../int.json"}""")]
    [InlineData("""{"$id":"https://x.example/main.json","$ref":"int.json"}""")]
    [InlineData("""{"$id":"https://x.example/a/b/main.json","$ref":"../../int.json"}""")]
    [InlineData("""{"$ref":"https://x.example/defs.json#/$defs/int"}""")]
    [InlineData("""{"$ref":"https://x.example/defs.json#int"}""")]
    [InlineData("""{"$ref":"https://x.example/defs.json#/x-parts/0"}""")]
    [InlineData("""{"$ref":"https://x.example/defs.json#/$defs/again"}""")]
    [InlineData("""{"$ref":"https://other.example/named"}""")]
    [InlineData("""{"$ref":"https://x.example/named.json"}""")]
    [InlineData("""{"$ref":"https://other.example/inside#int"}""")]
    [InlineData("""{"$ref":"urn:example:int"}""")]
    public void Compile_ReferenceToARegisteredDocument_LeadsThere(string schema)
    {
        SchemaRegistry registry = Registry(
            ("https://x.example/int.json", Integer),
            ("https://x.example/defs.json",
                """
                {"$defs":{"int":{"$anchor":"int","type":"integer"},"again":{"$ref":"int.json"}},
                 "x-parts":[{"$ref":"#int"}]}
                """),
            ("https://x.example/named.json", """{"$id":"https://other.example/named","$ref":"urn:example:int"}"""),
            ("https://x.example/bundle.json",
                """{"$defs":{"a":{"$id":"https://other.example/inside","$anchor":"int","type":"integer"}}}"""),
            ("urn:example:int", Integer));
        var options = new SchemaOptions { Registry = registry };

        Assert.Equal("", Check.Outcome(schema, "1", options));
        Assert.Equal("type", Check.Outcome(schema, "1.5", options));
    }

    [Fact]
    public void Compile_BaseUri_IsWhatRelativeReferencesStandOn()
    {
        var options = new SchemaOptions
        {
            Registry = Registry(("https://x.example/schemas/int.json", Integer)),
            BaseUri = "https://x.example/schemas/order.json",
        };
        Assert.Equal("type /a", Check.Outcome("""{"properties":{"a":{"$ref":"int.json"}}}""", """{"a":"x"}""", options));
        // The schema's own $id goes before, and may be relative itself.
        Assert.Equal("type", Check.Outcome("""{"$id":"deep/a.json","$ref":"../int.json"}""", "\"x\"", options));
        // By its base it is known to those it refers to.
        Assert.Equal("type /a/a",
            Check.Outcome("""{"type":"object","properties":{"a":{"$ref":"order.json"}}}""", """{"a":{"a":1}}""", options));
    }

    [Fact]
    public void Compile_SchemaThatIsRegisteredToo_MeansItself()
    {
        var options = new SchemaOptions
        {
            Registry = Registry(
                ("https://x.example/a", """{"$id":"https://x.example/a","type":"string"}"""),
                ("https://x.example/b", """{"items":{"$ref":"a"}}""")),
        };
        const string schema = """{"$id":"https://x.example/a","type":"array","$ref":"b"}""";
        Assert.Equal("", Check.Outcome(schema, "[[]]", options));
        Assert.Equal("type /0", Check.Outcome(schema, "[\"x\"]", options));
    }

    [Fact]
    public void With_SameUriAgain_ReplacesTheDocumentAndItsIds()
    {
        SchemaRegistry first = Registry(("https://x.example/a", """{"$id":"urn:example:old","type":"integer"}"""));
        SchemaRegistry second = first.With("https://x.example/a#", """{"$id":"urn:example:new","type":"null"}"""u8);

        Assert.Equal((1, 1), (first.Count, second.Count));
        Assert.Equal("", Check.Outcome("""{"$ref":"urn:example:old"}""", "1", new SchemaOptions { Registry = first }));
        var options = new SchemaOptions { Registry = second };
        Assert.Equal("type", Check.Outcome("""{"$ref":"https://x.example/a"}""", "1", options));
        Assert.Equal("", Check.Outcome("""{"$ref":"urn:example:new"}""", "null", options));
        Assert.Single(Check.Problems("""{"$ref":"urn:example:old"}""", options));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.json")]
    [InlineData("/a.json")]
    [InlineData("https://x.example/a#b")]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    public void With_UriThatCantBe_Throws(string uri) =>
        Assert.Throws<ArgumentException>(() => SchemaRegistry.Empty.With(uri, "{}"u8));

    [Fact]
    public void Compile_BaseUriThatIsNotAbsolute_Throws() =>
        Assert.Throws<ArgumentException>(() => Check.Compile("{}", new SchemaOptions { BaseUri = "a.json" }));

    [Fact]
    public void Compile_UnknownDocument_SaysWhereToRegisterIt()
    {
        SchemaProblem problem = Assert.Single(
            Check.Problems("""{"$id":"https://x.example/a/","items":{"$ref":"b.json#/c"}}"""));
        Assert.Equal("/items/$ref", problem.SchemaLocation);
        Assert.Contains("register it under https://x.example/a/b.json", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":[1,}""", "/items/$ref", "at /a/1")]
    [InlineData("", "/items/$ref", "is empty")]
    [InlineData("5", "https://x.example/other#", "must be an object")]
    [InlineData("""{"properties":{"a b":{"type":"objct"}}}""", "https://x.example/other#/properties/a%20b/type", "objct")]
    [InlineData("""{"$ref":"third"}""", "https://x.example/other#/$ref", "register it under https://x.example/third")]
    [InlineData("""{"$id":"urn:example:x","$schema":"urn:example:y"}""", "https://x.example/other#/$schema", "not known")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#","type":5}""", "https://x.example/other#/type", "says the meta-schema")]
    public void Compile_ProblemInARegisteredDocument_NamesIt(string document, string location, string message)
    {
        var options = new SchemaOptions { Registry = Registry(("https://x.example/other", document)) };
        IReadOnlyList<SchemaProblem> problems =
            Check.Problems("""{"items":{"$ref":"https://x.example/other"}}""", options);
        Assert.Contains(problems, problem => problem.SchemaLocation == location
            && problem.Message.Contains(message, StringComparison.Ordinal));
        // What nobody refers to may be as it likes.
        Assert.Empty(Check.Problems("{}", options));
    }

    [Fact]
    public void Compile_IdThatTwoDocumentsClaim_IsRefused()
    {
        var options = new SchemaOptions
        {
            Registry = Registry(
                ("https://x.example/a", """{"$id":"urn:example:x"}"""),
                ("https://x.example/b", """{"$id":"urn:example:x"}""")),
        };
        Assert.Contains(Check.Problems("""{"$ref":"urn:example:x"}""", options), problem =>
            problem.SchemaLocation == "https://x.example/b#/$id"
            && problem.Message.Contains("names two schemas", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_IdThatIsNoSchemas_LeadsNowhere()
    {
        var options = new SchemaOptions
        {
            Registry = Registry(("https://x.example/a", """{"x":{"$id":"urn:example:x"}}""")),
        };
        SchemaProblem problem = Assert.Single(Check.Problems("""{"$ref":"urn:example:x"}""", options));
        Assert.Contains("where no schema has that $id", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Each document keeps its draft; one that states none takes its first referrer's.</summary>
    [Fact]
    public void Compile_DocumentsOfSeveralDrafts_EachKeepsItsOwn()
    {
        var options = new SchemaOptions
        {
            Registry = Registry(
                ("https://x.example/d4", """{"$schema":"http://json-schema.org/draft-04/schema#","minimum":3,"exclusiveMinimum":true}"""),
                ("https://x.example/d7", """{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"$ref":"d4"}],"additionalItems":{"$ref":"plain"}}"""),
                ("https://x.example/plain", """{"$ref":"#/definitions/a","minimum":100,"definitions":{"a":{"type":"integer"}}}""")),
        };
        const string schema = """{"$ref":"https://x.example/d7","minItems":1}""";
        Assert.Equal("", Check.Outcome(schema, "[4,1]", options));
        Assert.Equal("exclusiveMinimum /0", Check.Outcome(schema, "[3,1]", options));
        Assert.Equal("type /1", Check.Outcome(schema, "[4,\"x\"]", options));
        // The same document, referred to from 2020-12: there $ref silences nothing.
        Assert.Equal("minimum", Check.Outcome("""{"$ref":"https://x.example/plain"}""", "1", options));
    }

    [Fact]
    public void Compile_LimitsOfReferencedDocuments_AreHeld()
    {
        SchemaRegistry registry = Registry(
            ("urn:example:1", """{"$ref":"urn:example:2"}"""),
            ("urn:example:2", """{"$ref":"urn:example:3"}"""),
            ("urn:example:3", """{"not":{"not":{"not":{}}}}"""));
        const string schema = """{"$ref":"urn:example:1"}""";
        var options = new SchemaOptions { Registry = registry };
        Assert.Empty(Check.Problems(schema, options));
        Refuses(options with { MaxReferencedDocuments = 2 }, "urn:example:2#/$ref", "limit of 2 documents");
        Refuses(options with { MaxReferencedDocuments = 0 }, "/$ref", "limit of 0 documents");
        Refuses(options with { MaxReferencedBytes = 60 }, "urn:example:2#/$ref", "limit of 60 bytes");
        Refuses(options with { MaxSchemaBytes = 25 }, "urn:example:2#/$ref", "limit of 25 bytes");
        Refuses(options with { MaxSchemaDepth = 3 }, "urn:example:2#/$ref", "deeper than the limit of 3");
        Refuses(options with { MaxSubschemas = 5 }, "urn:example:3#/not/not", "more than 5 subschemas");

        void Refuses(SchemaOptions limited, string location, string message)
        {
            SchemaProblem problem = Assert.Single(Check.Problems(schema, limited));
            Assert.Equal(location, problem.SchemaLocation);
            Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void With_DocumentLargerThanTheLimit_IsKeptAsUnreadable()
    {
        byte[] large = [.. "\""u8, .. Enumerable.Repeat((byte)'a', SchemaRegistry.MaxDocumentBytes), .. "\""u8];
        var options = new SchemaOptions { Registry = SchemaRegistry.Empty.With("urn:example:large", large) };
        SchemaProblem problem = Assert.Single(Check.Problems("""{"$ref":"urn:example:large"}""", options));
        Assert.Contains("is larger than the limit of 16777216 bytes", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref":"urn:example:b"}""", """{"$ref":"urn:example:a"}""")]
    [InlineData("""{"anyOf":[{"$ref":"urn:example:b"}]}""", """{"not":{"$ref":"urn:example:a#"}}""")]
    [InlineData("""{"$dynamicAnchor":"x","$ref":"urn:example:b"}""", """{"$dynamicRef":"#x","$dynamicAnchor":"x"}""")]
    [InlineData("""{"$dynamicAnchor":"x","$ref":"urn:example:b"}""", """{"$dynamicRef":"#x","$defs":{"x":{"$dynamicAnchor":"x"}}}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"allOf":[{"$ref":"urn:example:b"}]}""", """{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"anyOf":[{"$recursiveRef":"#"}]}""")]
    public void Compile_RecursionWithoutProgressAcrossDocuments_IsRefused(string a, string b)
    {
        var options = new SchemaOptions { Registry = Registry(("urn:example:a", a), ("urn:example:b", b)) };
        Assert.Contains(Check.Problems("""{"$ref":"urn:example:a"}""", options), problem =>
            problem.Message.Contains("without end", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_ManyThreads_ShareARegistry()
    {
        const string own = """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:example:meta",
             "$dynamicAnchor":"meta","$ref":"https://json-schema.org/draft/2020-12/schema",
             "properties":{"unit":{"type":"string"}}}
            """;
        var options = new SchemaOptions
        {
            Registry = Registry(("urn:example:meta", own), ("urn:example:int", Integer)),
        };
        Parallel.For(0, 64, i =>
        {
            string schema = $$"""{"$schema":"urn:example:meta","maximum":{{i}},"$ref":"urn:example:int"}""";
            Assert.Equal("", Check.Outcome(schema, $"{i}", options));
            Assert.Equal("maximum", Check.Outcome(schema, $"{i + 1}", options));
            Assert.Equal("/unit", Assert.Single(Check.Problems("""{"$schema":"urn:example:meta","unit":5}""", options)).SchemaLocation);
        });
    }

    private static SchemaRegistry Registry(params (string Uri, string Text)[] documents) =>
        documents.Aggregate(SchemaRegistry.Empty, (registry, document) =>
            registry.With(document.Uri, Encoding.UTF8.GetBytes(document.Text)));
}
