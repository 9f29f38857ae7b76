namespace Goico.JsonSchema.Tests.Reference;

/// <summary>A schema with a URI of its own: a document, or a part of one that has an <c>$id</c>.</summary>
internal sealed class ReferenceResource(string uri, JsonTree root, ReferenceDraft draft)
{
    public string Uri => uri;

    public JsonTree Root => root;

    public ReferenceDraft Draft => draft;

    /// <summary>Whether the validation vocabulary is in force; only a meta-schema of one's own says no.</summary>
    public bool Validates { get; init; } = true;

    public Dictionary<string, JsonTree> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonTree> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    public bool HasRecursiveAnchor =>
        draft == ReferenceDraft.Draft201909 && root["$recursiveAnchor"]?.Kind == JsonKind.True;
}

/// <summary>The resources that an evaluation has entered: the dynamic scope.</summary>
internal sealed class ReferenceScope(ReferenceResource resource, ReferenceScope? outer)
{
    public static ReferenceScope Enter(ReferenceScope? scope, ReferenceResource resource) =>
        scope?.Resource == resource ? scope : new ReferenceScope(resource, scope);

    public ReferenceResource Resource => resource;

    /// <summary>The outermost resource for which something holds, or null.</summary>
    public ReferenceResource? Outermost(Predicate<ReferenceResource> holds) =>
        outer?.Outermost(holds) ?? (holds(resource) ? resource : null);
}
