using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>A keyword that was not met: where it stands in the schema, and how it was reached.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="SchemaLocation">JSON Pointer to it in the schema as written.</param>
/// <param name="EvaluationPath">JSON Pointer to it from the root, through references.</param>
internal readonly record struct KeywordPlace(string Keyword, string SchemaLocation, string EvaluationPath)
{
    /// <summary>A keyword of a schema reached by a path.</summary>
    public static KeywordPlace Of(SchemaNode node, string keyword, string path) =>
        new(keyword, JsonPointer.Child(node.Location, keyword), JsonPointer.Child(path, keyword));

    /// <summary>A schema that is <c>false</c>, for which the keyword that holds it speaks.</summary>
    public static KeywordPlace OfFalse(SchemaNode node, string path) => new(node.Keyword, node.Location, path);
}
