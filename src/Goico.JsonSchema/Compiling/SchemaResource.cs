namespace Goico.JsonSchema.Compiling;

/// <summary>A schema with its own URI: the whole document, or a part of it with an <c>$id</c>.</summary>
/// <param name="Number">Its number, from 0 for the whole document.</param>
/// <param name="Uri">The absolute URI, without a fragment.</param>
/// <param name="Root">The token of its root schema.</param>
/// <param name="Draft">The draft that its keywords belong to.</param>
internal sealed record SchemaResource(int Number, string Uri, int Root, SchemaDraft Draft)
{
    /// <summary>The tokens of schemas that a plain fragment names.</summary>
    public Dictionary<string, int> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that a <c>$dynamicRef</c> may find.</summary>
    public Dictionary<string, int> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}

/// <summary>A place in the document that is a schema.</summary>
/// <param name="Token">Its token.</param>
/// <param name="Resource">The resource it belongs to.</param>
/// <param name="Keyword">The keyword that holds it.</param>
internal sealed record Subschema(int Token, SchemaResource Resource, string Keyword);
