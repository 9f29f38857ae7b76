namespace Goico.JsonSchema.Tests.Reference;

/// <summary>Which schemas there are, by URI and anchor: references are followed here.</summary>
/// <param name="load">Another document that has a URI, with the URI that it is kept under; or null for none.</param>
internal sealed class ReferenceDocuments(Func<string, JsonMember?> load)
{
    public const string Unnamed = "schema://unnamed/";

    private readonly Dictionary<string, ReferenceResource> _byUri = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonTree, ReferenceResource> _homes = [];

    /// <summary>Documents that may refer to the standard's own, and to no others.</summary>
    public ReferenceDocuments()
        : this(ReferenceMetaSchemas.Load)
    {
    }

    /// <summary>Names of schemas and anchors that two schemas claim.</summary>
    public List<string> Conflicts { get; } = [];

    public IReadOnlyCollection<ReferenceResource> Resources => [.. _homes.Values.Distinct()];

    /// <summary>All schemas known so far, each with its resource.</summary>
    public IReadOnlyCollection<KeyValuePair<JsonTree, ReferenceResource>> Schemas => _homes;

    /// <summary>Schemas that only a reference made such: they stand where no keyword puts schemas.</summary>
    public List<JsonTree> Adopted { get; } = [];

    /// <summary>The roots of resources that are of another draft than what surrounds them.</summary>
    public HashSet<JsonTree> Enclaves { get; } = [];

    /// <summary>The roots of other documents that were referred to.</summary>
    public HashSet<JsonTree> Loaded { get; } = [];

    /// <summary>The roots of the standard's own documents that were referred to.</summary>
    public HashSet<JsonTree> Standard { get; } = [];

    public ReferenceResource ResourceOf(JsonTree schema) => _homes[schema];

    public bool HasResource(string uri) => _byUri.ContainsKey(uri);

    public bool IsSchema(JsonTree place) => _homes.ContainsKey(place);

    /// <summary>Takes a document in; its draft is that of its <c>$schema</c>, else the one given.</summary>
    public void Add(JsonTree document, ReferenceDraft draft, string uri = Unnamed)
    {
        var resource = Enter(document, null, uri, draft);
        if (resource.Uri != uri)
            _byUri.TryAdd(uri, resource);
        Walk(document, resource);
    }

    /// <summary>The schema that a reference names.</summary>
    /// <exception cref="ReferenceException">It names none.</exception>
    public JsonTree Resolve(ReferenceResource from, string reference)
    {
        (JsonTree place, ReferenceResource resource) = Locate(from, reference);
        if (_homes.ContainsKey(place))
            return place;
        Adopted.Add(place);
        Walk(place, Enter(place, resource, resource.Uri, resource.Draft));
        return place;
    }

    /// <summary>The place that a reference names, be it a schema or not, and the resource around it.</summary>
    /// <exception cref="ReferenceException">There is none.</exception>
    public (JsonTree Place, ReferenceResource Resource) Locate(ReferenceResource from, string reference)
    {
        (string uri, string? fragment) = ReferenceUri.Split(reference);
        ReferenceResource resource = uri.Length == 0 ? from : Find(ReferenceUri.Resolve(from.Uri, uri), from.Draft);
        string place = Uri.UnescapeDataString(fragment ?? "");
        if (place.Length == 0)
            return (resource.Root, resource);
        if (place[0] == '/')
            return Follow(resource, place);
        return resource.Anchors.GetValueOrDefault(place) is { } anchored ? (anchored, _homes[anchored])
            : throw new ReferenceException($"{resource.Uri} has no anchor {place}");
    }

    private ReferenceResource Find(string uri, ReferenceDraft draft)
    {
        if (_byUri.TryGetValue(uri, out ReferenceResource? known))
            return known;
        (string home, JsonTree document) = load(uri) ?? throw new ReferenceException($"there is no {uri}");
        // The standard's are known by http and by https.
        if (_homes.TryGetValue(document, out known))
            return known;
        (ReferenceMetaSchemas.Find(uri) == document ? Standard : Loaded).Add(document);
        Add(document, draft, home);
        return _byUri[uri];
    }

    private (JsonTree Place, ReferenceResource Resource) Follow(ReferenceResource resource, string pointer)
    {
        JsonTree at = resource.Root;
        foreach (string written in pointer[1..].Split('/'))
        {
            string segment = Decoded(written);
            JsonTree? next = at.Kind == JsonKind.Array
                ? Enumerable.Range(0, at.Items.Count).Where(i => $"{i}" == segment).Select(i => at.Items[i])
                    .FirstOrDefault()
                : at[segment];
            at = next ?? throw new ReferenceException($"{resource.Uri} has nothing at {pointer}");
            resource = _homes.GetValueOrDefault(at, resource);
        }

        return (at, resource);
    }

    private static string Decoded(string segment)
    {
        string rest = segment.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal);
        if (rest.Contains('~', StringComparison.Ordinal))
            throw new ReferenceException($"{segment} is no part of a JSON Pointer");
        return segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }

    private void Walk(JsonTree schema, ReferenceResource resource)
    {
        if (!_homes.TryAdd(schema, resource) || schema.Kind != JsonKind.Object)
            return;
        AddAnchors(schema, resource);
        foreach ((_, JsonTree child) in ReferenceShapes.Subschemas(schema, resource.Draft))
            Walk(child, Enter(child, resource, resource.Uri, resource.Draft));
    }

    /// <summary>The resource of a schema: its parent's, or its own.</summary>
    private ReferenceResource Enter(JsonTree schema, ReferenceResource? parent, string baseUri, ReferenceDraft draft)
    {
        JsonTree? meta = schema["$schema"]?.Kind == JsonKind.String ? schema["$schema"] : null;
        JsonTree? metaSchema = null;
        if (meta is not null && ReferenceDrafts.Named(meta.Text) is { } named)
            draft = named;
        else if (meta is not null)
            metaSchema = load(meta.Text)?.Value;
        // Before 2019-09 a $ref silences what stands beside it.
        JsonTree? id = draft < ReferenceDraft.Draft201909 && schema.Has("$ref") ? null : schema[draft.IdKeyword()];
        string reference = id?.Kind == JsonKind.String ? ReferenceUri.Split(id.Text).Uri : "";
        bool isOwn = reference.Length > 0
            || (id?.Kind == JsonKind.String && draft >= ReferenceDraft.Draft201909);
        if (!isOwn && parent is not null)
            return parent;
        string uri = isOwn ? ReferenceUri.Resolve(baseUri, reference) : baseUri;
        var resource = new ReferenceResource(uri, schema, draft) { Validates = Validates(metaSchema) };
        if (!_byUri.TryAdd(uri, resource))
            Conflicts.Add(uri);
        if (parent is not null && parent.Draft != draft)
            Enclaves.Add(schema);
        return resource;
    }

    private static bool Validates(JsonTree? metaSchema) => metaSchema?["$vocabulary"] is not { } vocabularies
        || vocabularies.Members.Exists(member => member.Name.EndsWith("/vocab/validation", StringComparison.Ordinal));

    private void AddAnchors(JsonTree schema, ReferenceResource resource)
    {
        string? Text(string keyword) => schema[keyword]?.Kind == JsonKind.String ? schema[keyword]!.Text : null;
        if (resource.Draft < ReferenceDraft.Draft201909)
        {
            string? id = schema.Has("$ref") ? null : Text(resource.Draft.IdKeyword());
            string? fragment = ReferenceUri.Split(id ?? "").Fragment;
            if (!string.IsNullOrEmpty(fragment) && fragment[0] != '/')
                AddAnchor(fragment, schema, resource);
            return;
        }

        if (Text("$anchor") is { } anchor)
            AddAnchor(anchor, schema, resource);
        if (resource.Draft == ReferenceDraft.Draft202012 && Text("$dynamicAnchor") is { } dynamic)
        {
            AddAnchor(dynamic, schema, resource);
            resource.DynamicAnchors.TryAdd(dynamic, schema);
        }
    }

    private void AddAnchor(string name, JsonTree schema, ReferenceResource resource)
    {
        if (!resource.Anchors.TryAdd(name, schema) && resource.Anchors[name] != schema)
            Conflicts.Add($"{resource.Uri}#{name}");
    }
}
