namespace Goico.JsonSchema.Tests.Reference;

/// <summary>Whether schemas apply themselves to the same value for ever, or in too long a chain.</summary>
internal sealed class ReferenceProgress(ReferenceDocuments documents)
{
    private const int LongestChain = 256;

    private readonly Dictionary<JsonTree, int> _lengths = [];

    public IEnumerable<string> Mistakes()
    {
        foreach ((JsonTree schema, _) in documents.Schemas.ToList())
        {
            int length = Length(schema, []);
            if (length > LongestChain)
                yield return length == int.MaxValue ? "recursion without progress" : "too long a chain";
        }
    }

    private int Length(JsonTree schema, HashSet<JsonTree> path)
    {
        if (_lengths.TryGetValue(schema, out int known))
            return known;
        if (!path.Add(schema))
            return int.MaxValue;
        int longest = 0;
        foreach (JsonTree target in Targets(schema))
            longest = Math.Max(longest, Length(target, path));
        path.Remove(schema);
        return _lengths[schema] = longest == int.MaxValue ? longest : longest + 1;
    }

    /// <summary>The schemas that a schema may apply to the value that it is applied to itself.</summary>
    private List<JsonTree> Targets(JsonTree schema)
    {
        if (schema.Kind != JsonKind.Object)
            return [];
        ReferenceResource resource = documents.ResourceOf(schema);
        ReferenceDraft draft = resource.Draft;
        var targets = new List<JsonTree>();
        if (schema["$ref"] is { } reference)
            targets.Add(documents.Resolve(resource, reference.Text));
        if (draft < ReferenceDraft.Draft201909 && schema.Has("$ref"))
            return targets;
        string? dynamic = draft switch
        {
            ReferenceDraft.Draft201909 => "$recursiveRef",
            ReferenceDraft.Draft202012 => "$dynamicRef",
            _ => null,
        };
        if (dynamic is not null && schema[dynamic] is { } written)
            targets.AddRange(DynamicTargets(resource, written.Text));
        bool hasIf = schema.Has("if");
        targets.AddRange(ReferenceShapes.Subschemas(schema, draft).Where(child => child.Keyword is "allOf" or "anyOf"
            or "oneOf" or "not" or "if" or "dependencies" or "dependentSchemas"
            || (hasIf && child.Keyword is "then" or "else")).Select(child => child.Schema));
        return targets;
    }

    private List<JsonTree> DynamicTargets(ReferenceResource resource, string reference)
    {
        JsonTree initial = documents.Resolve(resource, reference);
        string name = ReferenceUri.Split(reference).Fragment ?? "";
        ReferenceResource home = documents.ResourceOf(initial);
        IEnumerable<JsonTree> others = [];
        if (home.DynamicAnchors.GetValueOrDefault(name) == initial)
            others = documents.Resources.Select(r => r.DynamicAnchors.GetValueOrDefault(name)).OfType<JsonTree>();
        else if (home.HasRecursiveAnchor && home.Root == initial)
            others = documents.Resources.Where(r => r.HasRecursiveAnchor).Select(r => r.Root);
        return [initial, .. others];
    }
}
