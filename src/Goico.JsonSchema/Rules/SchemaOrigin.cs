using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>Where the nodes of one schema resource come from.</summary>
/// <param name="source">The document.</param>
/// <param name="documentUri">The URI that places in the document are named by; null for the schema itself.</param>
/// <param name="resourceUri">The canonical URI of the resource; empty when nothing names it.</param>
/// <param name="root">The token of the resource's root schema.</param>
/// <param name="number">The resource's number, for $dynamicRef.</param>
internal sealed class SchemaOrigin(
    ScannedDocument source, string? documentUri, string resourceUri, int root, int number)
{
    public int Number { get; } = number;

    /// <summary>JSON Pointer to a token in its document.</summary>
    public string Pointer(int token) => source.View.Pointer(token);

    /// <summary>JSON Pointer to a token from one that contains it.</summary>
    public string Pointer(int outer, int token) => source.View.Pointer(outer, token);

    /// <summary>
    /// Where a pointer leads to: the pointer itself, after the document's URI and '#' if it is not the schema.
    /// </summary>
    public string Location(string pointer) =>
        documentUri is null ? pointer : $"{documentUri}#{JsonPointer.ToFragment(pointer)}";

    /// <summary>The resource's canonical URI, '#' and a pointer less that of the root, as a URI fragment.</summary>
    public string AbsoluteLocation(string pointer)
    {
        string within = root == 0 ? pointer : pointer[source.View.Pointer(root).Length..];
        return $"{resourceUri}#{JsonPointer.ToFragment(within)}";
    }
}
