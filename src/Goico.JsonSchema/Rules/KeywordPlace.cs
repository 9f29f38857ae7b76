using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>A keyword that was not met: where it stands, and how it was reached.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Location">Its place in the schema as written; see <see cref="SchemaNode.Location"/>.</param>
/// <param name="AbsoluteLocation">Its place as a URI; see <see cref="SchemaNode.AbsoluteLocation"/>.</param>
/// <param name="EvaluationPath">JSON Pointer to it from the root, through references.</param>
internal readonly record struct KeywordPlace(
    string Keyword, string Location, string AbsoluteLocation, string EvaluationPath)
{
    /// <summary>A keyword of a schema reached by a path.</summary>
    public static KeywordPlace Of(SchemaNode node, string keyword, string path) => new(
        keyword,
        JsonPointer.Child(node.Location, keyword),
        JsonPointer.Child(node.AbsoluteLocation, keyword),
        JsonPointer.Child(path, keyword));

    /// <summary>A schema that is <c>false</c>, for which the keyword that holds it speaks.</summary>
    public static KeywordPlace OfFalse(SchemaNode node, string path) =>
        new(node.Keyword, node.Location, node.AbsoluteLocation, path);
}
