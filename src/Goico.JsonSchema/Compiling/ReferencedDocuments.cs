using System.Collections.Immutable;
using Goico.JsonSchema.Documents;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Brings the documents that references lead to into a compilation, each once: those of the standard, and those
/// registered. Nothing is ever fetched.
/// </summary>
internal sealed class ReferencedDocuments(SchemaOptions options, SchemaIndex index, SchemaDocument main)
{
    private readonly HashSet<RegisteredDocument> _seen = [];
    private readonly List<SchemaDocument> _documents = [main];
    private int _registered;
    private long _bytes;

    /// <summary>All documents, the schema itself first.</summary>
    public IReadOnlyList<SchemaDocument> Documents => _documents;

    /// <summary>
    /// The resource that an absolute URI names, wherever it is; null with the reason, as a sentence's predicate.
    /// </summary>
    /// <param name="uri">The URI in normal form, without fragment.</param>
    /// <param name="referrer">The dialect of who asks, which a document that states none is read in.</param>
    /// <param name="reason">Why there is none.</param>
    public SchemaResource? Find(string uri, Dialect referrer, out string reason)
    {
        reason = "";
        if (index.Resource(uri) is { } known)
            return known;
        if (BuiltInDocuments.Find(uri) is { } standard)
        {
            if (!_seen.Contains(standard))
                Add(standard, Dialect.Of(options.DefaultDraft));
            return index.Resource(standard.Uri);
        }

        ImmutableArray<RegisteredDocument> candidates = options.Registry.Find(uri);
        foreach (RegisteredDocument document in candidates)
        {
            if (_seen.Contains(document))
                continue;
            reason = Refusal(document);
            if (reason.Length > 0)
                return null;
            _registered++;
            _bytes += document.Size;
            Add(document, referrer);
        }

        if (index.Resource(uri) is { } found)
            return found;
        reason = candidates.IsEmpty
            ? "leads out of this schema to a document that is not known here, and none is fetched: register it under "
                + $"{uri}, or put the schema it means under $defs, with its $id"
            : $"leads to the registered document {candidates[0].Uri}, where no schema has that $id";
        return null;
    }

    private string Refusal(RegisteredDocument document)
    {
        string leads = $"leads to the registered document {document.Uri}, which";
        if (document.Source is null)
        {
            string place = document.Failure.Location.Length == 0 ? "" : $" (at {document.Failure.Location})";
            return $"{leads} {document.Failure.Message}{place}";
        }

        if (document.Size > options.MaxSchemaBytes)
            return $"{leads} is larger than the limit of {options.MaxSchemaBytes} bytes";
        if (document.Depth > options.MaxSchemaDepth)
            return $"{leads} is nested deeper than the limit of {options.MaxSchemaDepth}";
        if (_registered == options.MaxReferencedDocuments)
            return $"{leads} is one more than the limit of {options.MaxReferencedDocuments} documents";
        return _bytes + document.Size > options.MaxReferencedBytes
            ? $"{leads} makes the documents referred to larger than the limit of {options.MaxReferencedBytes} bytes"
            : "";
    }

    private void Add(RegisteredDocument registered, Dialect dialect)
    {
        _seen.Add(registered);
        SchemaDocument document = SchemaDocument.Referenced(registered);
        document.Number = _documents.Count;
        _documents.Add(document);
        index.Add(document, dialect);
    }
}
