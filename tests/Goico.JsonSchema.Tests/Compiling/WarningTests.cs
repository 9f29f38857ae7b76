using System.Text;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>What a schema may say though it checks nothing.</summary>
public sealed class WarningTests
{
    private const string Draft4 = """ "$schema":"http://json-schema.org/draft-04/schema#", """;
    private const string Draft6 = """ "$schema":"http://json-schema.org/draft-06/schema#", """;
    private const string Draft7 = """ "$schema":"http://json-schema.org/draft-07/schema#", """;
    private const string Draft2019 = """ "$schema":"https://json-schema.org/draft/2019-09/schema", """;

    [Theory]
    [InlineData("", """ "minimun": 1 """, "/minimun", "minimun checks nothing: draft 2020-12 has no such keyword, the nearest is minimum")]
    [InlineData("", """ "requried": ["a"] """, "/requried", "required")]
    [InlineData("", """ "Type": "string" """, "/Type", "type")]
    [InlineData("", """ "MINLENGTH": 1 """, "/MINLENGTH", "minLength")]
    [InlineData("", """ "ref": "#/a" """, "/ref", "$ref")]
    [InlineData("", """ "$type": "string" """, "/$type", "type")]
    [InlineData("", """ "item": {} """, "/item", "items")]
    [InlineData("", """ "propertes": {} """, "/propertes", "properties")]
    [InlineData("", """ "additionalProprties": false """, "/additionalProprties", "additionalProperties")]
    [InlineData("", """ "properties": {"a": {"enmu": [1]}} """, "/properties/a/enmu", "enum")]
    [InlineData("", """ "nto": {} """, "/nto", "not")]
    [InlineData("", """ "definition": {} """, "/definition", "definitions")]
    [InlineData("", """ "additionalItems": false """, "/additionalItems", "additionalItems checks nothing in draft 2020-12: items does that")]
    [InlineData("", """ "$recursiveRef": "#" """, "/$recursiveRef", "$dynamicRef does that")]
    [InlineData("", """ "id": "https://x.example/a" """, "/id", "$id does that")]
    [InlineData(Draft2019, """ "prefixItems": [{}] """, "/prefixItems", "items does that")]
    [InlineData(Draft2019, """ "$dynamicRef": "#a" """, "/$dynamicRef", "$recursiveRef does that")]
    [InlineData(Draft7, """ "dependentRequired": {"a": ["b"]} """, "/dependentRequired", "dependencies does that")]
    [InlineData(Draft7, """ "minContains": 2 """, "/minContains", "it came with draft 2019-09")]
    [InlineData(Draft7, """ "unevaluatedProperties": false """, "/unevaluatedProperties", "it came with draft 2019-09")]
    [InlineData(Draft7, """ "$anchor": "a" """, "/$anchor", "$id does that")]
    [InlineData(Draft6, """ "if": {} """, "/if", "it came with draft 7")]
    [InlineData(Draft4, """ "const": 1 """, "/const", "enum does that")]
    [InlineData(Draft4, """ "contains": {} """, "/contains", "it came with draft 6")]
    [InlineData(Draft4, """ "$id": "https://x.example/a" """, "/$id", "id does that")]
    [InlineData(Draft7, """ "not": {"$ref": "#/definitions/a", "minimum": 1}, "definitions": {"a": {}} """, "/not/minimum", "in draft 7 a $ref silences what stands beside it")]
    public void Compile_KeywordThatChecksNothing_WarnsWithItsLocation(
        string draft, string keyword, string location, string message)
    {
        SchemaProblem warning = Assert.Single(Warnings($"{{{draft}{keyword}}}"));
        Assert.Equal(location, warning.SchemaLocation);
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", """ "x-minimun": 1, "X-Type": 1, "$comment": "minimun" """)]
    [InlineData("", """ "enum": [{"minimun": 1}], "const": {"minimun": 1} """)]
    [InlineData("", """ "default": {"minimun": 1}, "examples": [{"requried": 1}] """)]
    [InlineData("", """ "x-parts": {"minimun": 1}, "parts": [{"minimun": 1}] """)]
    [InlineData("", """ "properties": {"minimun": {}, "requried": {}, "additionalItems": {}} """)]
    [InlineData("", """ "definitions": {"a": {}}, "dependencies": {"a": ["b"]}, "$defs": {"b": {}} """)]
    [InlineData("", """ "id": 5, "note": "n", "nullable": true, "example": 1, "summary": "s", "if-match": 1, "unit": "m", "href": "h" """)]
    [InlineData("", """ "contentEncoding": "base64", "contentSchema": {}, "deprecated": true """)]
    [InlineData(Draft7, """ "$defs": {"a": {}}, "$ref": "#/$defs/a", "description": "d", "title": "t", "default": 1 """)]
    [InlineData(Draft7, """ "$ref": "#/definitions/a", "definitions": {"a": {}}, "$comment": "c" """)]
    [InlineData(Draft7, """ "deprecated": true, "contentSchema": {} """)]
    [InlineData(Draft4, """ "id": "https://x.example/a", "examples": [1], "$comment": "c", "readOnly": true """)]
    [InlineData("", """ "aVeryLongNameThatNobodyCouldHaveMeantAsAnyOfTheKeywords": 1, "": 1, "$": 1 """)]
    public void Compile_WhatMayBeMeant_IsNotWarnedOf(string draft, string keywords) =>
        Assert.Empty(Warnings($"{{{draft}{keywords}}}"));

    [Fact]
    public void Compile_WarningsInARegisteredDocument_NameIt()
    {
        var options = new SchemaOptions
        {
            Registry = SchemaRegistry.Empty.With("https://x.example/a", """{"not":{"maxmum":1}}"""u8),
        };
        SchemaProblem warning = Assert.Single(Warnings("""{"minimun":1,"$ref":"https://x.example/a"}""", options).Skip(1));
        Assert.Equal("https://x.example/a#/not/maxmum", warning.SchemaLocation);
    }

    [Fact]
    public void Compile_ManyWarnings_StopsAtTheLimitInDocumentOrder()
    {
        string properties = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"p{i}\":{{\"minimun\":1}}"));
        IReadOnlyList<SchemaProblem> warnings = Warnings($"{{\"properties\":{{{properties}}}}}");
        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"/properties/p{i}/minimun"),
            warnings.Select(warning => warning.SchemaLocation));
    }

    private static IReadOnlyList<SchemaProblem> Warnings(string schema, SchemaOptions? options = null) =>
        Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options)).Warnings;
}
