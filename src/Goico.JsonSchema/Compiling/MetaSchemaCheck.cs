using System.Collections.Immutable;
using Goico.JsonSchema.MetaSchemas;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Checks schemas against their meta-schemas, which have the last word on what a schema may look like. The readers of
/// the keywords say it more kindly, so what a meta-schema finds is added only where they found nothing.
/// </summary>
internal sealed class MetaSchemaCheck(ProblemList problems, SchemaOptions options, ImmutableHashSet<string> underWay)
{
    private readonly Dictionary<Dialect, JsonSchema?> _metaSchemas = [];

    public void Run(IReadOnlyList<SchemaDocument> documents)
    {
        foreach (SchemaDocument document in documents)
        {
            if (!document.IsTrusted)
                Run(document);
        }
    }

    private void Run(SchemaDocument document)
    {
        Token[]? masked = Mask(document);
        JsonView view = document.Source.View;
        if (masked is not null)
            view = new JsonView(view.Bytes, masked);
        foreach (int entry in document.Entries)
        {
            if (document.At(entry) is { } schema && document.Enclaves.All(enclave => enclave.Root != entry))
                Check(view, schema);
        }

        foreach (SchemaResource enclave in document.Enclaves)
        {
            Token mask = masked![enclave.Root];
            masked[enclave.Root] = document.Source.View.Tokens[enclave.Root];
            Check(view, document.At(enclave.Root)!);
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

    private void Check(JsonView view, Subschema schema)
    {
        if (problems.IsFull || MetaSchemaOf(schema) is not { } metaSchema)
            return;
        ImmutableArray<SchemaViolation> violations = metaSchema.Violations(view, schema.Token);
        if (violations.IsEmpty)
            return;
        SchemaDocument document = schema.Document;
        JsonView whole = document.Source.View;
        List<string> known = [];
        foreach (int token in problems.TokensIn(document))
            known.Add(whole.Pointer(token));
        foreach (SchemaViolation violation in violations)
        {
            string place = violation.InstanceLocation;
            bool isKnown = known.Any(other => other.StartsWith(place, StringComparison.Ordinal)
                && (other.Length == place.Length || other[place.Length] == '/'));
            if (!isKnown)
                problems.Add(document, Find(document, place), Message(violation));
        }
    }

    private static string Message(SchemaViolation violation) => violation.Keyword == "limit"
        ? $"{violation.Message} against its meta-schema"
        : $"{violation.Message}, says the meta-schema ({violation.SchemaLocation})";

    private static int Find(SchemaDocument document, string pointer)
    {
        int at = 0;
        foreach (string segment in JsonPointer.Segments(pointer) ?? [])
            at = document.Child(at, segment);
        return at;
    }

    /// <summary>The meta-schema to check by; null, reported, when it is no schema itself.</summary>
    private JsonSchema? MetaSchemaOf(Subschema schema)
    {
        Dialect dialect = schema.Resource.Dialect;
        if (dialect.MetaSchema is not { } uri)
            return CompiledMetaSchemas.Of(dialect.Draft);
        if (_metaSchemas.TryGetValue(dialect, out JsonSchema? metaSchema))
            return metaSchema;
        switch (CompiledMetaSchemas.Of(uri, options, underWay))
        {
            case SchemaCompilation.Compiled compiled:
                metaSchema = compiled.Schema;
                break;
            case SchemaCompilation.Refused refused:
                int named = schema.Document.Source.View.Find(schema.Token, Keywords.Schema.Utf8);
                problems.Add(schema.Document, Math.Max(named, schema.Token),
                    $"the meta-schema {uri} is no valid schema itself; its problems are listed, too");
                problems.AddForeign(refused.Problems);
                break;
        }

        _metaSchemas.Add(dialect, metaSchema);
        return metaSchema;
    }
}
