using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>A place in a document that is a schema.</summary>
/// <param name="token">Its token.</param>
/// <param name="resource">The resource it belongs to.</param>
/// <param name="keyword">The keyword that holds it.</param>
internal sealed class Subschema(int token, SchemaResource resource, string keyword)
{
    public int Token { get; } = token;

    public SchemaResource Resource { get; } = resource;

    public SchemaDocument Document => Resource.Document;

    /// <summary>The token of what its <c>$ref</c> says; -1 without one.</summary>
    public int Reference { get; init; } = -1;

    /// <summary>The token of what its <c>$dynamicRef</c> or <c>$recursiveRef</c> says; -1 without one.</summary>
    public int DynamicReference { get; init; } = -1;

    /// <summary>Where <c>$ref</c> leads, once linked.</summary>
    public Subschema? Target { get; set; }

    /// <summary>Where <c>$dynamicRef</c> or <c>$recursiveRef</c> leads at first sight, once linked.</summary>
    public Subschema? DynamicTarget { get; set; }

    /// <summary>
    /// The anchor that decides where the dynamic reference leads in the end; null when it leads to its target.
    /// </summary>
    public string? DynamicAnchor { get; set; }

    /// <summary>Whether an older draft's <c>$ref</c> silences everything beside it.</summary>
    public bool IsOnlyReference => Reference >= 0 && Resource.Draft.IsBefore2019();

    /// <summary>Its node, made at first mention and read later: references may form cycles.</summary>
    public SchemaNode Node => field ??= new SchemaNode(Resource.Origin, Token, keyword);
}
