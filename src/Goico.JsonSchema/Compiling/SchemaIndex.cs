using System.Runtime.CompilerServices;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// The first look at a schema and at every document it refers to: which places are schemas, which URIs and anchors
/// they have. References are resolved against it.
/// </summary>
internal sealed class SchemaIndex(SchemaOptions options, Dialects dialects, ProblemList problems, KeywordAdvice advice)
{
    // Each keeps a URI of its own and may declare anchors.
    private const int MostResources = 10_000;

    private readonly Dictionary<string, SchemaResource> _byUri = new(StringComparer.Ordinal);
    private readonly List<SchemaResource> _resources = [];
    private readonly List<Subschema> _subschemas = [];
    private bool _isFull;

    public IReadOnlyList<SchemaResource> Resources => _resources;

    /// <summary>The schemas known so far, in the order they were found.</summary>
    public IReadOnlyList<Subschema> Subschemas => _subschemas;

    public SchemaResource? Resource(string uri) => _byUri.GetValueOrDefault(uri);

    /// <summary>Indexes a whole document, in the dialect given unless it names its own.</summary>
    public void Add(SchemaDocument document, Dialect dialect)
    {
        Walk(document, 0, null, dialect, "false");
        document.Entries.Add(0);
    }

    /// <summary>The schema at a place that no keyword makes one, but a reference does.</summary>
    public Subschema? Adopt(SchemaDocument document, int token, SchemaResource resource)
    {
        if (document.At(token) is { } known)
            return known;
        Walk(document, token, resource, resource.Dialect, Keywords.Ref.Name);
        if (document.At(token) is { } adopted)
            document.Entries.Add(token);
        return document.At(token);
    }

    private void Walk(SchemaDocument document, int token, SchemaResource? parent, Dialect dialect, string keyword)
    {
        JsonView view = document.Source.View;
        TokenKind kind = view.Tokens[token].Kind;
        if (document.At(token) is not null)
        {
            // Adopted before, and now seen to be part of a larger schema.
            document.Entries.Remove(token);
            return;
        }

        if (kind is not (TokenKind.Object or TokenKind.True or TokenKind.False))
        {
            problems.Add(document, token, $"a schema must be an object or a boolean, was {view.Excerpt(token)}");
            return;
        }

        if (!HasRoom(document, token) || !HasStack(document, token))
            return;
        SchemaIdentity identity = kind == TokenKind.Object ? SchemaIdentity.Read(view, token) : SchemaIdentity.None;
        SchemaResource? resource = Enter(document, token, parent, dialect, identity);
        if (resource is null)
            return;
        // Draft 4 knows true and false only where a keyword says so.
        bool allowsBoolean = resource.Draft != SchemaDraft.Draft4
            || keyword == Keywords.AdditionalProperties.Name || keyword == Keywords.AdditionalItems.Name;
        if (kind != TokenKind.Object && !allowsBoolean)
            problems.Add(document, token, $"a schema must be an object in draft 4, was {view.Excerpt(token)}");
        var subschema = new Subschema(token, resource, keyword)
        {
            Reference = identity.Reference,
            DynamicReference = identity.DynamicReferenceIn(resource.Draft),
        };
        document.Add(subschema);
        _subschemas.Add(subschema);
        if (kind != TokenKind.Object)
            return;
        new AnchorReader(problems, resource).Read(token, identity);
        WalkMembers(subschema);
    }

    private void WalkMembers(Subschema subschema)
    {
        JsonView view = subschema.Document.Source.View;
        SchemaResource resource = subschema.Resource;
        int end = view.Tokens[subschema.Token].Next;
        for (int name = subschema.Token + 1; name < end; name = view.Tokens[name + 1].Next)
        {
            Keyword? keyword = Keywords.Find(view, name);
            if (keyword is null || !resource.Dialect.Has(keyword) || subschema.IsOnlyReference)
                advice.Note(subschema, name, keyword);
            if (keyword is not null && resource.Dialect.Has(keyword))
                WalkKeyword(name + 1, resource, keyword);
        }
    }

    private void WalkKeyword(int value, SchemaResource resource, Keyword keyword)
    {
        JsonView view = resource.Document.Source.View;
        TokenKind kind = view.Tokens[value].Kind;
        SchemaShape shape = keyword.ShapeIn(resource.Draft);
        bool isList = shape == SchemaShape.List || (shape == SchemaShape.OneOrList && kind == TokenKind.Array);
        bool isMap = shape is SchemaShape.Map or SchemaShape.MapOrNames;
        if (!isList && !isMap)
        {
            if (shape != SchemaShape.None)
                Walk(resource.Document, value, resource, resource.Dialect, keyword.Name);
            return;
        }

        // A value of the wrong kind is reported where the keyword itself is read.
        if (kind != (isMap ? TokenKind.Object : TokenKind.Array))
            return;
        int end = view.Tokens[value].Next;
        int step = isMap ? 1 : 0;
        for (int at = value + 1; at < end && !_isFull; at = view.Tokens[at + step].Next)
        {
            if (shape != SchemaShape.MapOrNames || view.Tokens[at + 1].Kind != TokenKind.Array)
                Walk(resource.Document, at + step, resource, resource.Dialect, keyword.Name);
        }
    }

    private bool HasRoom(SchemaDocument document, int token)
    {
        if (_subschemas.Count < options.MaxSubschemas)
            return true;
        if (!_isFull)
        {
            problems.Add(document, token, $"there are more than {options.MaxSubschemas} subschemas, with those of "
                + "the documents referred to");
        }

        _isFull = true;
        return false;
    }

    // Depth is bounded, but how much stack the caller's thread has left is not known.
    private bool HasStack(SchemaDocument document, int token)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return true;
        problems.Add(document, token, "is nested too deep for the stack of the thread that compiles it");
        return false;
    }

    /// <summary>
    /// The resource that a schema belongs to: its parent's, or its own when it has an $id. Null, reported, when
    /// there are too many.
    /// </summary>
    private SchemaResource? Enter(
        SchemaDocument document, int token, SchemaResource? parent, Dialect inherited, in SchemaIdentity identity)
    {
        Dialect dialect = inherited;
        if (identity.Schema >= 0 && (parent is null || identity.Id >= 0 || identity.OldId >= 0))
            dialect = ReadDialect(document, identity.Schema, inherited);
        int id = identity.IdIn(dialect.Draft);
        // Before 2019-09 a $ref silences everything beside it, $id included.
        bool silenced = dialect.Draft.IsBefore2019() && identity.Reference >= 0;
        string? uri = id < 0 || silenced ? null : ReadId(document, id, parent, dialect.Draft);
        if (uri is null && parent is not null)
            return parent;
        if (_resources.Count == MostResources)
        {
            problems.Add(document, token, $"there are more than {MostResources} schemas with an $id");
            return null;
        }

        var resource = new SchemaResource(_resources.Count, uri ?? document.BaseUri, document, token, dialect);
        _resources.Add(resource);
        if (!_byUri.TryAdd(resource.Uri, resource))
        {
            problems.Add(document, Math.Max(id, token),
                $"$id \"{resource.Uri}\" names two schemas; each needs its own");
        }

        // A document is found by where it is kept, too, unless something else has taken that name.
        if (parent is null)
            _byUri.TryAdd(document.BaseUri, resource);
        else if (parent.Dialect != dialect)
            document.Enclaves.Add(resource);
        return resource;
    }

    private Dialect ReadDialect(SchemaDocument document, int token, Dialect inherited)
    {
        JsonView view = document.Source.View;
        // Of another kind it is reported where the keyword is read.
        if (view.Tokens[token].Kind != TokenKind.String)
            return inherited;
        if (dialects.Find(view.Text(token), out string problem) is { } dialect)
            return dialect;
        problems.Add(document, token, $"$schema {view.Excerpt(token)} {problem}");
        return inherited;
    }

    /// <summary>The absolute URI of an $id, or null when it is none (older drafts write anchors so).</summary>
    private string? ReadId(SchemaDocument document, int token, SchemaResource? parent, SchemaDraft draft)
    {
        JsonView view = document.Source.View;
        if (view.Tokens[token].Kind != TokenKind.String)
            return null;
        (string reference, string? fragment) = SchemaUri.Split(view.Text(token));
        if (draft.IsBefore2019() && reference.Length == 0)
            return null;
        if (!draft.IsBefore2019() && !string.IsNullOrEmpty(fragment))
            problems.Add(document, token, "$id must have no fragment; name a place within a schema by $anchor");
        string? uri = SchemaUri.Resolve(parent?.Base ?? new Uri(document.BaseUri), reference);
        if (uri is null)
        {
            problems.Add(document, token, $"$id {view.Excerpt(token)} is not a URI of at most {SchemaUri.Longest} "
                + "characters, with those of its base");
        }

        return uri;
    }
}
