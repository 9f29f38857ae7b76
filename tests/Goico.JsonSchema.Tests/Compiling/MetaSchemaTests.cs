using System.Text;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Documents;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>The standard's meta-schemas, and what they are used for.</summary>
public sealed class MetaSchemaTests
{
    private const string V2019 = "https://json-schema.org/draft/2019-09/";
    private const string V2020 = "https://json-schema.org/draft/2020-12/";

    public static TheoryData<string> AllUris =>
    [
        "http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema",
        V2019 + "schema", V2019 + "meta/core", V2019 + "meta/applicator", V2019 + "meta/validation",
        V2019 + "meta/meta-data", V2019 + "meta/format", V2019 + "meta/content",
        V2020 + "schema", V2020 + "meta/core", V2020 + "meta/applicator", V2020 + "meta/unevaluated",
        V2020 + "meta/validation", V2020 + "meta/meta-data", V2020 + "meta/format-annotation",
        V2020 + "meta/format-assertion", V2020 + "meta/content",
    ];

    [Theory]
    [MemberData(nameof(AllUris))]
    public void BuiltIn_EachMetaSchema_MeetsItsDraftsMetaSchemaAndCanBeReferredTo(string uri)
    {
        RegisteredDocument document = Assert.IsType<RegisteredDocument>(BuiltInDocuments.Find(uri));
        byte[] text = document.Source!.View.Bytes.ToArray();

        // Compiled as if it were a user's, it is checked; and it is a schema of schemas.
        Assert.Empty(Check.Problems(Encoding.UTF8.GetString(text)));
        JsonSchema reference = Check.Compile($$"""{"$ref":"{{uri}}"}""");
        Assert.True(reference.Validate(text).IsValid);
        Assert.False(reference.Validate("5"u8).IsValid);
        string other = uri.StartsWith("https", StringComparison.Ordinal)
            ? "http" + uri["https".Length..] : "https" + uri["http".Length..];
        Assert.Same(document, BuiltInDocuments.Find(other));
    }

    [Theory]
    [InlineData(V2020 + "schema", """{"properties":{"a":{"minLength":-1}}}""")]
    [InlineData(V2020 + "meta/applicator", """{"allOf":[]}""")]
    [InlineData(V2020 + "meta/validation#/$defs/stringArray", """["a","a"]""")]
    [InlineData(V2019 + "schema", """{"items":[{"$anchor":"_a"}]}""")]
    [InlineData(V2019 + "meta/core", """{"$recursiveAnchor":1}""")]
    [InlineData("http://json-schema.org/draft-07/schema#", """{"not":{"if":5}}""")]
    [InlineData("https://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger", "-1")]
    [InlineData("http://json-schema.org/draft-06/schema#", """{"enum":[1,1]}""")]
    [InlineData("http://json-schema.org/draft-04/schema#", """{"exclusiveMinimum":true}""")]
    public void Validate_WhatAMetaSchemaRefuses_IsInvalid(string uri, string instance)
    {
        string schema = $$"""{"$ref":"{{uri}}"}""";
        Assert.NotEqual("", Check.Outcome(schema, instance));
        string like = instance[0] switch { '[' => "[]", '-' => "0", _ => "{}" };
        Assert.Equal("", Check.Outcome(schema, like));
    }

    /// <summary>A part of a schema in another draft is checked by its own meta-schema, and by no other.</summary>
    [Theory]
    [InlineData("""{"$defs":{"a":{"id":"urn:example:a","$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":true,"minimum":1}}}""", "")]
    [InlineData("""{"$defs":{"a":{"$id":"urn:example:a","$schema":"http://json-schema.org/draft-07/schema#","items":[true]}}}""", "")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#","not":{"id":"urn:example:b","$id":"urn:example:a","$schema":"https://json-schema.org/draft/2020-12/schema","items":false,"required":[]}}""", "")]
    [InlineData("""{"$defs":{"a":{"$id":"urn:example:a","$schema":"http://json-schema.org/draft-07/schema#","$ref":"#","type":5}}}""", "/$defs/a/type")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","not":{"$id":"urn:example:a","$schema":"https://json-schema.org/draft/2020-12/schema","not":{"$id":"urn:example:b","$schema":"http://json-schema.org/draft-07/schema#","$ref":"#","type":5}}}""", "/not/not/type")]
    public void Compile_PartInAnotherDraft_IsCheckedByItsOwnMetaSchema(string schema, string location) =>
        Assert.Equal(location, string.Join(", ", Check.Problems(schema)
            .Where(problem => !problem.Message.Contains("without end", StringComparison.Ordinal))
            .Select(problem => problem.SchemaLocation)));

    /// <summary>What only a reference makes a schema is checked as one, and once.</summary>
    [Theory]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","x":{"a":{"$ref":"#/definitions/d","type":5}},"definitions":{"d":{"not":{"$ref":"#/x/a"}},"e":{"items":{"$ref":"#/x/a"}}}}""", "/x/a/type")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","x":{"not":{"$ref":"#/definitions/d","type":5}},"definitions":{"d":{},"e":{"items":[{"$ref":"#/x/not"},{"$ref":"#/x"}]}}}""", "/x/not/type")]
    public void Compile_SchemaWhereNoKeywordHasOne_IsCheckedAgainstTheMetaSchema(string schema, string location) =>
        Assert.Contains(Check.Problems(schema), problem => problem.SchemaLocation == location
            && problem.Message.Contains("says the meta-schema", StringComparison.Ordinal));

    [Fact]
    public void Compile_MistakeThatTheReadersFind_IsReportedOnce()
    {
        Assert.Single(Check.Problems("""{"properties":{"a":{"type":"objct"}}}"""));
        Assert.Single(Check.Problems("""{"dependencies":{"a":[1]}}"""));
        Assert.Single(Check.Problems("""{"items":[{"minItems":-1}]}""", new() { DefaultDraft = SchemaDraft.Draft7 }));
        Assert.Single(Check.Problems("""{"enum":[1,1.0]}""", new() { DefaultDraft = SchemaDraft.Draft4 }));
    }

    [Theory]
    [InlineData(SchemaDraft.Draft4, """{"required":[]}""", "/required")]
    [InlineData(SchemaDraft.Draft4, """{"dependencies":{"a":[]}}""", "/dependencies/a")]
    [InlineData(SchemaDraft.Draft4, """{"enum":[]}""", "/enum")]
    [InlineData(SchemaDraft.Draft4, """{"enum":[{"a":1,"b":2},{"b":2,"a":1.0}]}""", "/enum/1")]
    [InlineData(SchemaDraft.Draft4, """{"exclusiveMaximum":false}""", "/exclusiveMaximum")]
    [InlineData(SchemaDraft.Draft6, """{"enum":[]}""", "/enum")]
    [InlineData(SchemaDraft.Draft6, """{"items":[]}""", "/items")]
    [InlineData(SchemaDraft.Draft6, """{"$comment":5}""", "")]
    [InlineData(SchemaDraft.Draft6, """{"required":[]}""", "")]
    [InlineData(SchemaDraft.Draft7, """{"$comment":5}""", "/$comment")]
    [InlineData(SchemaDraft.Draft7, """{"enum":[1,1]}""", "")]
    [InlineData(SchemaDraft.Draft201909, """{"$anchor":"a:b"}""", "")]
    [InlineData(SchemaDraft.Draft201909, """{"$anchor":"_a"}""", "/$anchor")]
    [InlineData(SchemaDraft.Draft202012, """{"$anchor":"a:b"}""", "/$anchor")]
    [InlineData(SchemaDraft.Draft202012, """{"$anchor":"_a"}""", "")]
    [InlineData(SchemaDraft.Draft202012, """{"$recursiveAnchor":true}""", "/$recursiveAnchor")]
    [InlineData(SchemaDraft.Draft202012, """{"$vocabulary":{"urn:x":1}}""", "/$vocabulary/urn:x")]
    [InlineData(SchemaDraft.Draft202012, """{"not":{"$schema":5}}""", "/not/$schema")]
    public void Compile_WhereDraftsDiffer_EachIsRefusedAsItsOwnMetaSchemaSays(
        SchemaDraft draft, string schema, string location) =>
        Assert.Equal(location, string.Join(", ", Check.Problems(schema, new SchemaOptions { DefaultDraft = draft })
            .Select(problem => problem.SchemaLocation)));

    [Fact]
    public void Compile_MetaSchemaItself_IsAllowedToNameItsOwnUri()
    {
        string text = Encoding.UTF8.GetString(BuiltInDocuments.Find(SchemaDraft.Draft202012.MetaSchema())!.Source!.View.Bytes);
        Assert.Equal("", Check.Outcome(text, """{"properties":{"a":{"type":"string"}}}"""));
        Assert.NotEqual("", Check.Outcome(text, """{"properties":{"a":{"type":"strin"}}}"""));
    }
}
