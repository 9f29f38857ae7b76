using System.Text;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Tests.Compiling;

/// <summary>How places in schemas are named when there is more than one document or resource.</summary>
public sealed class SchemaLocationTests
{
    [Fact]
    public void Validate_ViolationInARegisteredDocument_NamesItAndTheWayThere()
    {
        var options = new SchemaOptions
        {
            Registry = SchemaRegistry.Empty.With("https://x.example/parts.json",
                """{"$id":"https://y.example/p","$defs":{"a b/c":{"properties":{"p%q":{"maximum":1},"r":false}}}}"""u8),
        };
        const string schema = """{"items":{"$ref":"https://x.example/parts.json#/$defs/a%20b~1c"}}""";

        SchemaVerdict verdict = Check.Validate(schema, """[{"p%q":2,"r":0}]""", options);

        Assert.Equal(2, verdict.Violations.Length);
        Assert.Equal("https://x.example/parts.json#/$defs/a%20b~1c/properties/p%25q/maximum",
            verdict.Violations[0].SchemaLocation);
        Assert.Equal("/items/$ref/properties/p%q/maximum", verdict.Violations[0].EvaluationPath);
        Assert.Equal("https://y.example/p#/$defs/a%20b~1c/properties/p%25q/maximum",
            verdict.Violations[0].AbsoluteSchemaLocation);
        Assert.Equal("https://x.example/parts.json#/$defs/a%20b~1c/properties/r",
            verdict.Violations[1].SchemaLocation);
        Assert.Equal("/items/$ref/properties/r", verdict.Violations[1].EvaluationPath);
    }

    [Theory]
    [InlineData("{}", null, "#")]
    [InlineData("""{"not":{"items":{"type":"null"}}}""", null, "#", "#/not", "#/not/items")]
    [InlineData("""{"properties":{"é~/ ":{}}}""", null, "#", "#/properties/%C3%A9~0~1%20")]
    [InlineData("""{"$id":"https://x.example/a","not":{}}""", null, "https://x.example/a#", "https://x.example/a#/not")]
    [InlineData("""{"not":{}}""", "https://x.example/b", "https://x.example/b#", "https://x.example/b#/not")]
    [InlineData("""{"$id":"a","not":{}}""", "https://x.example/b", "https://x.example/a#", "https://x.example/a#/not")]
    [InlineData("""{"$id":"https://x.example/a/","not":{"$id":"b","items":{"not":{}}}}""", null,
        "https://x.example/a/#", "https://x.example/a/b#", "https://x.example/a/b#/items", "https://x.example/a/b#/items/not")]
    [InlineData("""{"not":{"$id":"b","items":{}}}""", null, "#", "b#", "b#/items")]
    public void AbsoluteLocation_IsTheResourcesUriAndThePointerFromItsRoot(
        string schema, string? baseUri, params string[] expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(schema);
        var scanner = new JsonScanner(bytes, new Scratch(), 128, allowDuplicateNames: false);
        Assert.True(scanner.Scan());
        var document = SchemaDocument.Main(new ScannedDocument(bytes, scanner.Tokens.ToArray()), baseUri);
        Assert.NotNull(new SchemaCompiler(document, new SchemaOptions()).Compile(isChecked: true));

        IEnumerable<SchemaNode> nodes = Enumerable.Range(0, scanner.Tokens.Length)
            .Select(document.At).OfType<Subschema>().Select(found => found.Node);
        Assert.Equal(expected, nodes.Select(node => node.AbsoluteLocation));
    }
}
