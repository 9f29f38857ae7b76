using System.Text;
using Goico.JsonSchema.Documents;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>A document in the course of one compilation: the schema itself, or one that it refers to.</summary>
internal sealed class SchemaDocument
{
    // Up to so many members a container is searched from its start.
    private const int Few = 16;

    private readonly Subschema?[] _at;
    private readonly Dictionary<int, Dictionary<string, int>> _members = [];
    private readonly Dictionary<int, int[]> _elements = [];

    private SchemaDocument(ScannedDocument source, string? uri, string baseUri, bool isTrusted)
    {
        Source = source;
        Uri = uri;
        BaseUri = baseUri;
        IsTrusted = isTrusted;
        _at = new Subschema?[source.View.Tokens.Length];
    }

    public ScannedDocument Source { get; }

    /// <summary>The URI that places in it are named by; null for the schema itself.</summary>
    public string? Uri { get; }

    /// <summary>The URI that its root stands on.</summary>
    public string BaseUri { get; }

    /// <summary>Whether it is the standard's own, and needs no check against its meta-schema.</summary>
    public bool IsTrusted { get; }

    /// <summary>Its place in the order in which documents came in, from 0.</summary>
    public int Number { get; set; }

    /// <summary>
    /// The tokens at which schemas start that no other schema of this document contains: the root, and what only a
    /// reference makes a schema.
    /// </summary>
    public SortedSet<int> Entries { get; } = [];

    /// <summary>The resources in it that are of another dialect than what surrounds them.</summary>
    public List<SchemaResource> Enclaves { get; } = [];

    public static SchemaDocument Main(ScannedDocument source, string? baseUri) =>
        new(source, null, baseUri is null ? SchemaUri.Unnamed : SchemaUri.Absolute(baseUri)!, isTrusted: false);

    /// <summary>A registered or built-in document, which must be readable.</summary>
    public static SchemaDocument Referenced(RegisteredDocument document) =>
        new(document.Source!, document.Uri, document.Uri, BuiltInDocuments.Find(document.Uri) == document);

    /// <summary>The schema at a token, if that is one.</summary>
    public Subschema? At(int token) => _at[token];

    public void Add(Subschema subschema) => _at[subschema.Token] = subschema;

    /// <summary>A token's place for messages: a JSON Pointer; after the URI and '#' in a referenced document.</summary>
    public string Location(int token) => new SchemaOrigin(Source, Uri, "", 0, 0).Location(Source.View.Pointer(token));

    /// <summary>
    /// The value at a segment of a JSON Pointer, or -1. In large containers it is found by a table: there may be as
    /// many references into them as they have members.
    /// </summary>
    public int Child(int container, string segment)
    {
        JsonView view = Source.View;
        bool isFew = view.Tokens[container].Length <= Few;
        if (view.Tokens[container].Kind != TokenKind.Array)
            return isFew ? view.Find(container, Encoding.UTF8.GetBytes(segment)) : Member(container, segment);
        int position = JsonPointer.Position(segment);
        if (isFew || (uint)position >= (uint)view.Tokens[container].Length)
            return view.Element(container, position);
        return Elements(container)[position];
    }

    private int Member(int container, string name)
    {
        JsonView view = Source.View;
        if (view.Tokens[container].Kind != TokenKind.Object)
            return -1;
        if (!_members.TryGetValue(container, out Dictionary<string, int>? members))
        {
            members = new Dictionary<string, int>(view.Tokens[container].Length, StringComparer.Ordinal);
            for (int at = container + 1; at < view.Tokens[container].Next; at = view.Tokens[at + 1].Next)
                members.TryAdd(view.Text(at), at + 1);
            _members.Add(container, members);
        }

        return members.GetValueOrDefault(name, -1);
    }

    private int[] Elements(int container)
    {
        if (_elements.TryGetValue(container, out int[]? elements))
            return elements;
        JsonView view = Source.View;
        elements = new int[view.Tokens[container].Length];
        int at = container + 1;
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = at;
            at = view.Tokens[at].Next;
        }

        _elements.Add(container, elements);
        return elements;
    }
}
