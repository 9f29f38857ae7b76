using System.Collections.Immutable;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Turns a schema and the documents it refers to into nodes: all schemas are indexed, then all references linked,
/// then every schema is read once.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaDocument _main;
    private readonly SchemaIndex _index;
    private readonly ReferencedDocuments _documents;
    private readonly References _references;
    private readonly KeywordAdvice _advice = new();
    private readonly Dictionary<string, Dictionary<int, SchemaNode>> _dynamicScopes = new(StringComparer.Ordinal);
    private readonly int[] _values = new int[Keywords.All.Length];

    /// <param name="main">The schema.</param>
    /// <param name="options">How to compile it.</param>
    public SchemaCompiler(SchemaDocument main, SchemaOptions options)
    {
        _main = main;
        Options = options;
        _index = new SchemaIndex(options, new Dialects(options), Problems, _advice);
        _documents = new ReferencedDocuments(options, _index, main);
        _references = new References(_index, _documents, Problems);
    }

    public SchemaOptions Options { get; }

    public ProblemList Problems { get; } = new(ProblemList.Most);

    public PatternLibrary Patterns { get; } = new();

    /// <summary>The schema's document and all that it led to.</summary>
    public IReadOnlyList<SchemaDocument> Documents => _documents.Documents;

    /// <summary>Whether the nodes need to know the way by which they were reached.</summary>
    public bool HasDynamicScope => _references.HasDynamicScope;

    /// <summary>
    /// Compiles the schema, checked against its meta-schema or not; the node of its root, or null when there are
    /// problems.
    /// </summary>
    public SchemaNode? Compile(bool isChecked)
    {
        _index.Add(_main, Dialect.Of(Options.DefaultDraft));
        _references.Link();
        // All of them, also those that nothing refers to: their mistakes are mistakes.
        foreach (Subschema schema in _index.Subschemas)
            Read(schema);
        if (isChecked)
            new MetaSchemaCheck(Problems, Options).Run(Documents);
        if (Problems.IsEmpty)
            ProgressCheck.Run(_index.Subschemas, Problems);
        if (!Problems.IsEmpty)
            return null;
        foreach (Subschema schema in _index.Subschemas)
            schema.Node.Seal();
        return _main.At(0)!.Node;
    }

    /// <summary>What is odd about a schema that compiled.</summary>
    public ImmutableArray<SchemaProblem> Warnings() => _advice.ToWarnings();

    /// <summary>The nodes that a dynamic anchor stands for, by the number of the resource that declares it.</summary>
    public Dictionary<int, SchemaNode> DynamicScope(string anchor)
    {
        if (_dynamicScopes.TryGetValue(anchor, out Dictionary<int, SchemaNode>? scope))
            return scope;
        scope = _references.Candidates(anchor).ToDictionary(schema => schema.Resource.Number, schema => schema.Node);
        _dynamicScopes.Add(anchor, scope);
        return scope;
    }

    private void Read(Subschema schema)
    {
        SchemaNode node = schema.Node;
        TokenKind kind = schema.Document.Source.View.Tokens[schema.Token].Kind;
        node.IsFalse = kind == TokenKind.False;
        node.IsTrue = kind == TokenKind.True;
        if (kind != TokenKind.Object)
            return;
        var site = new KeywordSite(this, schema, _values);
        if (site.IsEmpty)
        {
            node.IsTrue = true;
            return;
        }

        SchemaNode? reference = CoreKeywords.Read(site);
        if (!schema.IsOnlyReference)
        {
            ScalarKeywords.Read(site);
            ArrayKeywords.Read(site);
            ObjectKeywords.Read(site);
            LogicKeywords.Read(site);
        }

        node.Applicators = [.. site.Applicators];
        if (DemandsByItself(node))
            return;
        if (node.Applicators.Length == 0)
            node.IsTrue = true;
        else if (reference is not null && node.Applicators.Length == 1 && CanSkip(schema))
            (node.Alias, node.Applicators) = (reference, []);
    }

    private static bool DemandsByItself(SchemaNode node) =>
        node.Types != JsonTypes.None || node.Numbers is not null || node.Texts is not null
        || node.Objects is not null || node.Arrays is not null || node.Values.Length > 0
        || node.UnevaluatedItems is not null || node.UnevaluatedProperties is not null;

    /// <summary>Whether who is on the way to the target of a reference may pass by the schema that holds it.</summary>
    private bool CanSkip(Subschema schema) =>
        !HasDynamicScope || schema.Target?.Resource == schema.Resource;
}
