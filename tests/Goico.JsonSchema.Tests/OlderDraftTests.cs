using System.Text;

namespace Goico.JsonSchema.Tests;

/// <summary>What drafts 4, 6 and 2019-09 say otherwise than drafts 7 and 2020-12.</summary>
public sealed class OlderDraftTests
{
    private const string Draft4 = "http://json-schema.org/draft-04/schema#";
    private const string Draft2019 = "https://json-schema.org/draft/2019-09/schema";
    private const string Draft6 = "http://json-schema.org/draft-06/schema#";

    [Theory]
    [InlineData(Draft4, """ "minimum": 3, "exclusiveMinimum": true """, "3", false)]
    [InlineData(Draft4, """ "minimum": 3, "exclusiveMinimum": true """, "3.1", true)]
    [InlineData(Draft4, """ "maximum": 3, "exclusiveMaximum": true """, "3", false)]
    [InlineData(Draft4, """ "maximum": 3, "exclusiveMaximum": false """, "3", true)]
    [InlineData(Draft4, """ "const": 1 """, "2", true)]
    [InlineData(Draft4, """ "contains": {"type": "string"} """, "[1]", true)]
    [InlineData(Draft4, """ "propertyNames": {"maxLength": 1} """, """{"long": 1}""", true)]
    [InlineData(Draft4, """ "properties": {"a": {"type": "string"}}, "additionalProperties": false """,
        """{"b": 1}""", false)]
    [InlineData(Draft4, """ "items": [{"type": "string"}], "additionalItems": false """, """["a", 1]""", false)]
    [InlineData(Draft4, """ "definitions": {"n": {"id": "#n", "type": "null"}}, "not": {"$ref": "#n"} """,
        "null", false)]
    [InlineData(Draft6, """ "const": 1 """, "2", false)]
    [InlineData(Draft6, """ "exclusiveMinimum": 3 """, "3", false)]
    [InlineData(Draft6, """ "contains": {"type": "string"} """, "[1]", false)]
    [InlineData(Draft6, """ "propertyNames": {"maxLength": 1} """, """{"long": 1}""", false)]
    [InlineData(Draft6, """ "if": {"type": "number"}, "then": false """, "1", true)]
    [InlineData(Draft6, """ "items": true, "not": {"$ref": "#/definitions/s"}, "definitions": {"s": false} """,
        "1", true)]
    [InlineData(Draft2019, """ "items": [{"type": "string"}], "additionalItems": false """, """["a", 1]""", false)]
    [InlineData(Draft2019, """ "contains": {"type": "string"}, "minContains": 2 """, """["a", 1]""", false)]
    [InlineData(Draft2019, """ "contains": {"type": "string"}, "unevaluatedItems": false """, """["a"]""", false)]
    [InlineData(Draft2019, """ "$defs": {"n": {"$anchor": "n", "minimum": 3}}, "$ref": "#n", "maximum": 5 """,
        "6", false)]
    [InlineData(Draft2019, """ "dependentRequired": {"a": ["b"]} """, """{"a": 1}""", false)]
    [InlineData(Draft2019, """ "properties": {"next": {"$recursiveRef": "#"}}, "maxProperties": 1 """,
        """{"next": {"a": 1, "b": 2}}""", false)]
    public void Validate_KeywordOfTheDraft_MeansWhatItMeantThen(
        string draft, string keywords, string instance, bool valid)
    {
        string schema = $$"""{"$schema": "{{draft}}", {{keywords}}}""";

        var compiled = Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)));

        Assert.Equal(valid, compiled.Schema.Validate(Encoding.UTF8.GetBytes(instance)).IsValid);
    }

    /// <summary>The tree of the specification's section 8.2.4.2.3: the outer resource, stricter, decides.</summary>
    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public void Validate_RecursiveReference_LeadsToTheOutermostAnchor(string innerAnchor, bool valid)
    {
        string schema = $$$"""
            {
              "$schema": "{{{Draft2019}}}", "$id": "https://example.com/strict", "$recursiveAnchor": true,
              "$ref": "tree", "unevaluatedProperties": false,
              "$defs": {
                "tree": {
                  "$id": "tree", "$recursiveAnchor": {{{innerAnchor}}},
                  "properties": {
                    "children": {"type": "array", "items": {"$recursiveRef": "#"}},
                    "data": true
                  }
                }
              }
            }
            """;

        var compiled = Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)));

        Assert.True(compiled.Schema.Validate("""{"children": [{"data": 1}]}"""u8).IsValid);
        Assert.Equal(valid, compiled.Schema.Validate("""{"children": [{"dat": 1}]}"""u8).IsValid);
    }

    [Theory]
    [InlineData(Draft2019, """ "$recursiveAnchor": 1 """, "/$recursiveAnchor")]
    [InlineData(Draft4, """ "exclusiveMinimum": 3 """, "/exclusiveMinimum")]
    [InlineData(Draft4, """ "exclusiveMaximum": true """, "/exclusiveMaximum")]
    [InlineData(Draft4, """ "properties": {"a": true} """, "/properties/a")]
    [InlineData(Draft6, """ "minimum": 1, "exclusiveMinimum": true """, "/exclusiveMinimum")]
    public void Compile_KeywordOfAnotherDraft_IsRefusedWithItsLocation(string draft, string keywords, string location)
    {
        string schema = $$"""{"$schema": "{{draft}}", {{keywords}}}""";

        var refused = Assert.IsType<SchemaCompilation.Refused>(JsonSchema.Compile(Encoding.UTF8.GetBytes(schema)));

        Assert.Equal(location, Assert.Single(refused.Problems).SchemaLocation);
    }
}
