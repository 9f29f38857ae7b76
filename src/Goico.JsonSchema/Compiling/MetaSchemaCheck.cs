using System.Collections.Immutable;
using Goico.JsonSchema.MetaSchemas;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Checks schemas against their meta-schemas, which have the last word on what a schema may look like. The readers of
/// the keywords say it more kindly, so what a meta-schema finds is added only where they found nothing.
/// </summary>
internal sealed class MetaSchemaCheck(ProblemList problems, SchemaOptions options)
{
    // Registered ones: each may have documents that lead to yet another one.
    private const int MostMetaSchemas = 16;

    private readonly Dictionary<string, JsonSchema?> _registered = new(StringComparer.Ordinal);
    private readonly Queue<RegisteredMetaSchema> _unchecked = new();

    /// <summary>
    /// Checks the documents of a compilation, and then the registered meta-schemas by which they were checked.
    /// </summary>
    public void Run(IReadOnlyList<SchemaDocument> documents)
    {
        Run(documents, problems);
        while (_unchecked.TryDequeue(out RegisteredMetaSchema? metaSchema))
        {
            var own = new ProblemList(ProblemList.Most);
            Run(metaSchema.Documents, own);
            problems.AddForeign(own.ToProblems());
        }
    }

    private void Run(IReadOnlyList<SchemaDocument> documents, ProblemList found)
    {
        foreach (SchemaDocument document in documents)
        {
            if (!document.IsTrusted)
                Run(document, found);
        }
    }

    private void Run(SchemaDocument document, ProblemList found)
    {
        Token[]? masked = Mask(document);
        JsonView whole = document.Source.View;
        JsonView view = masked is null ? whole : new JsonView(whole.Bytes, masked);
        foreach (int entry in document.Entries)
        {
            if (document.At(entry) is { } schema && document.Enclaves.All(enclave => enclave.Root != entry))
                Check(view, schema, found);
        }

        foreach (SchemaResource enclave in document.Enclaves)
        {
            Token mask = masked![enclave.Root];
            masked[enclave.Root] = whole.Tokens[enclave.Root];
            Check(view, document.At(enclave.Root)!, found);
            masked[enclave.Root] = mask;
        }
    }

    /// <summary>
    /// The tokens of a document with each part in another dialect replaced by an empty schema; null without such
    /// parts.
    /// </summary>
    private static Token[]? Mask(SchemaDocument document)
    {
        if (document.Enclaves.Count == 0)
            return null;
        Token[] masked = document.Source.View.Tokens.ToArray();
        foreach (SchemaResource enclave in document.Enclaves)
            masked[enclave.Root].Length = 0;
        return masked;
    }

    private void Check(JsonView view, Subschema schema, ProblemList found)
    {
        if (found.IsFull || MetaSchemaOf(schema, found) is not { } metaSchema)
            return;
        ImmutableArray<SchemaViolation> violations = metaSchema.Violations(view, schema.Token);
        if (violations.IsEmpty)
            return;
        SchemaDocument document = schema.Document;
        List<string> known = [];
        foreach (int token in found.TokensIn(document))
            known.Add(document.Source.View.Pointer(token));
        foreach (SchemaViolation violation in violations)
        {
            string place = violation.InstanceLocation;
            bool isKnown = known.Any(other => other.StartsWith(place, StringComparison.Ordinal)
                && (other.Length == place.Length || other[place.Length] == '/'));
            if (!isKnown)
                found.Add(document, Find(document.Source.View, place), Message(violation));
        }
    }

    private static string Message(SchemaViolation violation) => violation.Keyword == "limit"
        ? $"{violation.Message} against its meta-schema"
        : $"{violation.Message}, says the meta-schema ({violation.SchemaLocation})";

    private static int Find(in JsonView view, string pointer)
    {
        int at = 0;
        foreach (string segment in JsonPointer.Segments(pointer) ?? [])
        {
            at = view.Tokens[at].Kind == TokenKind.Array
                ? view.Element(at, JsonPointer.Position(segment))
                : view.Find(at, System.Text.Encoding.UTF8.GetBytes(segment));
        }

        return at;
    }

    /// <summary>The meta-schema to check by; null, reported, when it is no schema itself.</summary>
    private JsonSchema? MetaSchemaOf(Subschema schema, ProblemList found)
    {
        Dialect dialect = schema.Resource.Dialect;
        if (dialect.MetaSchema is not { } uri)
            return CompiledMetaSchemas.Of(dialect.Draft);
        if (_registered.TryGetValue(uri, out JsonSchema? known))
            return known;
        int named = Math.Max(schema.Document.Source.View.Find(schema.Token, Keywords.Schema.Utf8), schema.Token);
        if (_registered.Count == MostMetaSchemas)
        {
            found.Add(schema.Document, named, $"leads to more than {MostMetaSchemas} registered meta-schemas");
            return null;
        }

        RegisteredMetaSchema metaSchema = CompiledMetaSchemas.Of(uri, options);
        JsonSchema? compiled = (metaSchema.Compilation as SchemaCompilation.Compiled)?.Schema;
        _registered.Add(uri, compiled);
        _unchecked.Enqueue(metaSchema);
        if (metaSchema.Compilation is SchemaCompilation.Refused refused)
        {
            found.Add(schema.Document, named,
                $"the meta-schema {uri} is no valid schema itself; its problems are listed, too");
            problems.AddForeign(refused.Problems);
        }

        return compiled;
    }
}
