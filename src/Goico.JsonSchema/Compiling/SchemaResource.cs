using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>A schema with its own URI: a whole document, or a part of it with an <c>$id</c>.</summary>
internal sealed class SchemaResource(
    int number, string uri, SchemaDocument document, int root, Dialect dialect)
{
    /// <summary>Its number, from 0 for the schema itself.</summary>
    public int Number { get; } = number;

    /// <summary>The absolute URI, without a fragment.</summary>
    public string Uri { get; } = uri;

    /// <summary>The same, ready for relative references to be resolved against it.</summary>
    public Uri Base => field ??= new Uri(Uri);

    /// <summary>The document that holds it.</summary>
    public SchemaDocument Document { get; } = document;

    /// <summary>The token of its root schema.</summary>
    public int Root { get; } = root;

    /// <summary>The language that its keywords belong to.</summary>
    public Dialect Dialect { get; } = dialect;

    public SchemaDraft Draft => Dialect.Draft;

    /// <summary>What its nodes know of it.</summary>
    public SchemaOrigin Origin { get; } = new(document.Source, document.Uri, Shown(uri), root, number);

    /// <summary>The tokens of schemas that a plain fragment names.</summary>
    public Dictionary<string, int> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that a <c>$dynamicRef</c> may find.</summary>
    public Dictionary<string, int> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    // The base of a schema without one is ours, and nobody's business.
    private static string Shown(string uri) =>
        uri.StartsWith(SchemaUri.Unnamed, StringComparison.Ordinal) ? uri[SchemaUri.Unnamed.Length..] : uri;
}
