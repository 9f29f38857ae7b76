using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>Turns the indexed schemas of a document into nodes, each read once, references linked.</summary>
internal sealed class SchemaCompiler
{
    private readonly Dictionary<int, SchemaNode> _nodes = [];
    private readonly Queue<Subschema> _unread = new();

    public SchemaCompiler(ScannedDocument source, SchemaOptions options)
    {
        Source = source;
        Options = options;
        Problems = new ProblemList(source);
        Index = new SchemaIndex(source, options.DefaultDraft, Problems);
    }

    public ScannedDocument Source { get; }

    public SchemaOptions Options { get; }

    public ProblemList Problems { get; }

    public SchemaIndex Index { get; }

    public PatternLibrary Patterns { get; } = new();

    /// <summary>Compiles the document; the node of its root, or null when there are problems.</summary>
    public SchemaNode? Compile()
    {
        Index.Build();
        // All of them, also those that nothing refers to yet: their mistakes are mistakes.
        foreach (Subschema subschema in Index.Subschemas)
            NodeOf(subschema);
        while (_unread.TryDequeue(out Subschema? next))
            Read(next);
        if (!Problems.IsEmpty)
            return null;
        ProgressCheck.Run(_nodes, Problems);
        return Problems.IsEmpty ? _nodes[0] : null;
    }

    /// <summary>The node of the schema at a token, or null when there is no schema.</summary>
    public SchemaNode? NodeAt(int token) => Index.At(token) is { } subschema ? NodeOf(subschema) : null;

    /// <summary>The node of a schema, made at first mention and read later: references may form cycles.</summary>
    public SchemaNode NodeOf(Subschema subschema)
    {
        if (_nodes.TryGetValue(subschema.Token, out SchemaNode? node))
            return node;
        node = new SchemaNode(Source, subschema.Token, subschema.Keyword, subschema.Resource.Number);
        _nodes.Add(subschema.Token, node);
        _unread.Enqueue(subschema);
        return node;
    }

    private void Read(Subschema subschema)
    {
        SchemaNode node = _nodes[subschema.Token];
        TokenKind kind = Source.View.Tokens[subschema.Token].Kind;
        node.IsFalse = kind == TokenKind.False;
        node.IsTrue = kind == TokenKind.True;
        if (kind != TokenKind.Object)
            return;
        var site = new KeywordSite(this, subschema, node);
        bool onlyReference = CoreKeywords.Read(site);
        if (onlyReference)
            return;
        ScalarKeywords.Read(site);
        ArrayKeywords.Read(site);
        ObjectKeywords.Read(site);
        LogicKeywords.Read(site);
        node.Applicators = [.. site.Applicators];
        bool demands = node.Types != JsonTypes.None || node.Numbers is not null || node.Texts is not null
            || node.Objects is not null || node.Arrays is not null || node.Values.Length > 0
            || node.UnevaluatedItems is not null || node.UnevaluatedProperties is not null;
        if (!demands && node.Applicators.Length == 0)
            node.IsTrue = true;
        else if (!demands && site.Reference is not null && node.Applicators.Length == 1 && !Index.HasDynamicScope)
            (node.Alias, node.Applicators) = (site.Reference, []);
    }
}
