using System.Text;
using System.Text.Json;

namespace Goico.JsonSchema.Tests;

/// <summary>What an invalid document is told: the violations, and the specification's basic output.</summary>
public sealed class OutputTests
{
    private const string Schema = """
        {"$id":"https://example.com/polygon","$defs":{"point":{"type":"object","required":["x","y"],
          "properties":{"x":{"type":"number"},"y":{"type":"number"}},"additionalProperties":false}},
         "type":"array","items":{"$ref":"#/$defs/point"},"minItems":3}
        """;

    [Fact]
    public void WriteBasic_Invalid_IsTheSpecificationsExample()
    {
        // The example of draft 2020-12, core, section 12.4.2.
        JsonElement output = Basic(Schema, """[{"x":2.5,"y":1.3},{"x":1,"z":6.7}]""");
        Assert.False(output.GetProperty("valid").GetBoolean());
        Assert.Equal(
        [
            ("/minItems", "https://example.com/polygon#/minItems", ""),
            ("/items/$ref/additionalProperties", "https://example.com/polygon#/$defs/point/additionalProperties", "/1/z"),
            ("/items/$ref/required", "https://example.com/polygon#/$defs/point/required", "/1"),
        ],
        output.GetProperty("errors").EnumerateArray().Select(error => (
            error.GetProperty("keywordLocation").GetString()!,
            error.GetProperty("absoluteKeywordLocation").GetString()!,
            error.GetProperty("instanceLocation").GetString()!)));
        Assert.All(output.GetProperty("errors").EnumerateArray(),
            error => Assert.NotEqual("", error.GetProperty("error").GetString()));
    }

    [Fact]
    public void WriteBasic_Valid_HasNoErrors() =>
        Assert.Equal("""{"valid":true}""", Basic(Schema, """[{"x":1,"y":1},{"x":1,"y":1},{"x":1,"y":1}]""").GetRawText());

    [Fact]
    public void WriteBasic_NotJson_HasNoKeywordLocation()
    {
        JsonElement error = Assert.Single(Basic(Schema, "[1,").GetProperty("errors").EnumerateArray());
        Assert.Equal("", error.GetProperty("keywordLocation").GetString());
        Assert.False(error.TryGetProperty("absoluteKeywordLocation", out _));
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"type":"null"}}}""", "/$ref/$ref/type", "#/$defs/b/type")]
    [InlineData("""{"allOf":[true,{"$ref":"#/$defs/a","minimum":2}],"$defs":{"a":{"maximum":0}}}""", "/allOf/1/minimum, /allOf/1/$ref/maximum", "#/allOf/1/minimum, #/$defs/a/maximum")]
    [InlineData("""{"if":true,"then":{"enum":[2]}}""", "/then/enum", "#/then/enum")]
    [InlineData("""{"$dynamicRef":"#n","$defs":{"n":{"$dynamicAnchor":"n","const":2}}}""", "/$dynamicRef/const", "#/$defs/n/const")]
    [InlineData("""{"$defs":{"a b%/~":{"not":{}}},"$ref":"#/$defs/a%20b%25~1~0"}""", "/$ref/not", "#/$defs/a%20b%25~1~0/not")]
    public void Validate_ByReferences_NamesTheWayAndThePlace(string schema, string way, string place)
    {
        SchemaVerdict verdict = Check.Validate(schema, "1");
        Assert.Equal(way, string.Join(", ", verdict.Violations.Select(v => v.EvaluationPath)));
        Assert.Equal(place, string.Join(", ", verdict.Violations.Select(v => v.AbsoluteSchemaLocation)));
    }

    [Fact]
    public void Validate_ViolationInARegisteredDocument_NamesItsUri()
    {
        var options = new SchemaOptions
        {
            Registry = SchemaRegistry.Empty.With("https://example.com/money.json", """{"$defs":{"a":{"minimum":0}}}"""u8),
        };
        const string schema = """{"properties":{"price":{"$ref":"https://example.com/money.json#/$defs/a"}}}""";
        SchemaViolation violation = Assert.Single(Check.Validate(schema, """{"price":-4}""", options).Violations);
        Assert.Equal("https://example.com/money.json#/$defs/a/minimum", violation.SchemaLocation);
        Assert.Equal("https://example.com/money.json#/$defs/a/minimum", violation.AbsoluteSchemaLocation);
        Assert.Equal("/properties/price/$ref/minimum", violation.EvaluationPath);
        Assert.Equal("/price: must be >= 0, was -4", violation.ToString());
    }

    [Fact]
    public void Validate_MostViolations_StopsThere()
    {
        const string schema = """{"items":{"type":"null"}}""";
        Assert.Single(Check.Validate(schema, "[1,2,3]", new SchemaOptions { MaxViolations = 1 }).Violations);
        Assert.Equal(2, Check.Validate(schema, "[1,2,3]", new SchemaOptions { MaxViolations = 2 }).Violations.Length);
        Assert.Equal(3, Check.Validate(schema, "[1,2,3]").Violations.Length);
    }

    [Fact]
    public void Validate_SeveralUnevaluated_NamesEach() =>
        Assert.Equal("unevaluatedProperties /b, unevaluatedProperties /c",
            Check.Outcome("""{"properties":{"a":true},"unevaluatedProperties":false}""", """{"a":1,"b":2,"c":3}"""));

    [Theory]
    [InlineData("""{"enum":["a\\b",7]}""", "\"a\\\\b\"", "")]
    [InlineData("""{"enum":["a\\é",7]}""", "\"\\u0061\\\\\\u00e9\"", "")]
    [InlineData("""{"enum":["a\\é",7]}""", "\"a\\\\è\"", "enum")]
    [InlineData("""{"enum":["a\\é",7]}""", "\"a\\\\\"", "enum")]
    [InlineData("""{"const":{"a\n":1}}""", """{"\u0061\u000A":1}""", "")]
    public void Validate_BothWrittenWithEscapes_ComparesTheText(string schema, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome(schema, instance));

    private static JsonElement Basic(string schema, string instance)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Check.Validate(schema, instance).WriteBasic(writer);
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        return document.RootElement.Clone();
    }
}
