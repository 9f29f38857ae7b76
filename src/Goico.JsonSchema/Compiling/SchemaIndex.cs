using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// The first look at a schema: which places are schemas, which URIs and anchors they have. References are resolved
/// against it.
/// </summary>
internal sealed class SchemaIndex(ScannedDocument source, SchemaDraft defaultDraft, ProblemList problems)
{
    private readonly Dictionary<int, Subschema> _subschemas = [];
    private readonly Dictionary<string, SchemaResource> _byUri = new(StringComparer.Ordinal);
    private readonly List<SchemaResource> _resources = [];

    public IReadOnlyList<SchemaResource> Resources => _resources;

    /// <summary>Whether where a $dynamicRef leads may depend on how it was reached.</summary>
    public bool HasDynamicScope { get; private set; }

    /// <summary>Indexes the whole document.</summary>
    public void Build()
    {
        Walk(0, null, "false");
        HasDynamicScope = _resources.SelectMany(r => r.DynamicAnchors.Keys)
            .GroupBy(name => name, StringComparer.Ordinal).Any(group => group.Skip(1).Any());
    }

    /// <summary>The schemas known so far, in document order.</summary>
    public IReadOnlyList<Subschema> Subschemas => [.. _subschemas.Values.OrderBy(s => s.Token)];

    public Subschema? At(int token) => _subschemas.GetValueOrDefault(token);

    public SchemaResource? Resource(string uri) => _byUri.GetValueOrDefault(uri);

    /// <summary>The schema at a place that no keyword makes one, but a reference does.</summary>
    public Subschema? Adopt(int token, SchemaResource resource)
    {
        if (!_subschemas.ContainsKey(token))
            Walk(token, resource, "$ref");
        return At(token);
    }

    private void Walk(int token, SchemaResource? resource, string keyword)
    {
        JsonView view = source.View;
        TokenKind kind = view.Tokens[token].Kind;
        if (_subschemas.ContainsKey(token))
            return;
        if (kind is not (TokenKind.Object or TokenKind.True or TokenKind.False))
        {
            problems.Add(token, $"a schema must be an object or a boolean, was {view.Excerpt(token)}");
            return;
        }

        resource = Enter(token, resource);
        // Draft 4 knows true and false only where a keyword says so.
        bool allowsBoolean = resource.Draft != SchemaDraft.Draft4
            || keyword is "additionalProperties" or "additionalItems";
        if (kind != TokenKind.Object && !allowsBoolean)
            problems.Add(token, $"a schema must be an object in draft 4, was {view.Excerpt(token)}");
        _subschemas.Add(token, new Subschema(token, resource, keyword));
        if (kind != TokenKind.Object)
            return;
        ReadAnchors(token, resource);
        int end = view.Tokens[token].Next;
        for (int name = token + 1; name < end; name = view.Tokens[name + 1].Next)
        {
            string child = view.Text(name);
            WalkKeyword(name + 1, resource, child, Drafts.Shape(resource.Draft, child));
        }
    }

    private void WalkKeyword(int value, SchemaResource resource, string keyword, SchemaShape shape)
    {
        JsonView view = source.View;
        TokenKind kind = view.Tokens[value].Kind;
        bool isList = shape == SchemaShape.List || (shape == SchemaShape.OneOrList && kind == TokenKind.Array);
        bool isMap = shape is SchemaShape.Map or SchemaShape.MapOrNames;
        if (!isList && !isMap)
        {
            if (shape != SchemaShape.None)
                Walk(value, resource, keyword);
            return;
        }

        // A value of the wrong kind is reported where the keyword itself is read.
        if (kind != (isMap ? TokenKind.Object : TokenKind.Array))
            return;
        int end = view.Tokens[value].Next;
        int step = isMap ? 1 : 0;
        for (int at = value + 1; at < end; at = view.Tokens[at + step].Next)
        {
            if (shape != SchemaShape.MapOrNames || view.Tokens[at + 1].Kind != TokenKind.Array)
                Walk(at + step, resource, keyword);
        }
    }

    /// <summary>The resource that a schema belongs to: its parent's, or its own when it has an $id.</summary>
    private SchemaResource Enter(int token, SchemaResource? parent)
    {
        JsonView view = source.View;
        SchemaDraft draft = parent?.Draft ?? defaultDraft;
        int schema = view.Find(token, "$schema"u8);
        if (schema >= 0 && (parent is null || view.Find(token, "$id"u8) >= 0 || view.Find(token, "id"u8) >= 0))
            draft = ReadDraft(schema, draft);
        int id = view.Find(token, draft.IdKeyword());
        string baseUri = parent?.Uri ?? SchemaUri.Unnamed;
        // Before 2019-09 a $ref silences everything beside it, $id included.
        bool silenced = draft.IsBefore2019() && view.Find(token, "$ref"u8) >= 0;
        string? uri = id < 0 || silenced ? null : ReadId(id, baseUri, draft);
        if (uri is null && parent is not null)
            return parent;
        var resource = new SchemaResource(_resources.Count, uri ?? baseUri, token, draft);
        if (!_byUri.TryAdd(resource.Uri, resource))
            problems.Add(id, $"$id \"{resource.Uri}\" names two schemas; each needs its own");
        _resources.Add(resource);
        return resource;
    }

    private SchemaDraft ReadDraft(int token, SchemaDraft fallback)
    {
        JsonView view = source.View;
        if (view.Tokens[token].Kind != TokenKind.String)
        {
            problems.Add(token, $"$schema must be a string, was {view.Excerpt(token)}");
            return fallback;
        }

        if (Drafts.Named(view.Text(token)) is { } draft)
            return draft;
        problems.Add(token, $"$schema {view.Excerpt(token)} is not supported; use "
            + "\"https://json-schema.org/draft/2020-12/schema\" or \"http://json-schema.org/draft-07/schema#\" "
            + "(drafts 2019-09, 6 and 4 are read, too)");
        return fallback;
    }

    /// <summary>The absolute URI of an $id, or null when it is none (older drafts write anchors so).</summary>
    private string? ReadId(int token, string baseUri, SchemaDraft draft)
    {
        JsonView view = source.View;
        if (view.Tokens[token].Kind != TokenKind.String)
        {
            problems.Add(token, $"$id must be a string, was {view.Excerpt(token)}");
            return null;
        }

        (string reference, string? fragment) = SchemaUri.Split(view.Text(token));
        if (draft.IsBefore2019() && reference.Length == 0)
            return null;
        if (!draft.IsBefore2019() && !string.IsNullOrEmpty(fragment))
            problems.Add(token, "$id must have no fragment; name a place within a schema by $anchor");
        string? uri = SchemaUri.Resolve(baseUri, reference);
        if (uri is null)
            problems.Add(token, $"$id {view.Excerpt(token)} is not a URI");
        return uri;
    }

    private void ReadAnchors(int token, SchemaResource resource)
    {
        JsonView view = source.View;
        if (resource.Draft.IsBefore2019())
        {
            int id = view.Find(token, resource.Draft.IdKeyword());
            bool silenced = view.Find(token, "$ref"u8) >= 0;
            if (id < 0 || silenced || view.Tokens[id].Kind != TokenKind.String)
                return;
            string? fragment = SchemaUri.Split(view.Text(id)).Fragment;
            if (!string.IsNullOrEmpty(fragment) && fragment[0] != '/')
                AddAnchor(id, fragment, token, resource);
            return;
        }

        ReadAnchor(view.Find(token, "$anchor"u8), "$anchor", token, resource);
        if (resource.Draft == SchemaDraft.Draft201909)
        {
            ReadRecursiveAnchor(token, resource);
            return;
        }

        string? dynamic = ReadAnchor(view.Find(token, "$dynamicAnchor"u8), "$dynamicAnchor", token, resource);
        if (dynamic is not null)
            resource.DynamicAnchors.TryAdd(dynamic, token);
    }

    /// <summary>A resource that $recursiveRef may find is one with a dynamic anchor of no name at its root.</summary>
    private void ReadRecursiveAnchor(int token, SchemaResource resource)
    {
        int value = source.View.Find(token, "$recursiveAnchor"u8);
        if (value >= 0 && token == resource.Root && source.View.Tokens[value].Kind == TokenKind.True)
            resource.DynamicAnchors.TryAdd("", token);
    }

    private string? ReadAnchor(int value, string keyword, int token, SchemaResource resource)
    {
        JsonView view = source.View;
        if (value < 0)
            return null;
        string name = view.Tokens[value].Kind == TokenKind.String ? view.Text(value) : "";
        bool isName = name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_')
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        if (isName)
        {
            AddAnchor(value, name, token, resource);
            return name;
        }

        problems.Add(value, $"{keyword} must be a name of letters, digits, '-', '_' and '.', was "
            + view.Excerpt(value));
        return null;
    }

    private void AddAnchor(int value, string name, int token, SchemaResource resource)
    {
        if (!resource.Anchors.TryAdd(name, token) && resource.Anchors[name] != token)
            problems.Add(value, $"the anchor \"{name}\" names two schemas; each needs its own");
    }
}
