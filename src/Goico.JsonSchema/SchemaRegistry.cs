using System.Collections.Concurrent;
using System.Collections.Immutable;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Documents;
using Goico.JsonSchema.MetaSchemas;

namespace Goico.JsonSchema;

/// <summary>
/// Documents that schemas may refer to (<c>$ref</c>) or be written by (<c>$schema</c>), each under the absolute URI
/// by which they are referred to. Nothing else is ever looked up: no network, no files. Immutable and safe for many
/// threads; a registry is extended by making another one, which shares what was there.
/// </summary>
/// <remarks>
/// A document is read once, when it comes in. Whether it is a usable schema is found out by the schema that refers to
/// it, which is refused with the document's problems. The meta-schemas of all supported drafts are known without
/// being registered, and can't be replaced.
/// </remarks>
public sealed class SchemaRegistry
{
    /// <summary>Most documents in one registry: 10,000.</summary>
    public const int MaxDocuments = 10_000;

    /// <summary>Largest document in bytes: 16 MiB. A larger one is kept as unreadable.</summary>
    public const int MaxDocumentBytes = 16 * 1024 * 1024;

    private readonly ImmutableDictionary<string, RegisteredDocument> _byUri;
    private readonly ImmutableDictionary<string, ImmutableArray<RegisteredDocument>> _byId;

    private SchemaRegistry(
        ImmutableDictionary<string, RegisteredDocument> byUri,
        ImmutableDictionary<string, ImmutableArray<RegisteredDocument>> byId) => (_byUri, _byId) = (byUri, byId);

    /// <summary>The registry of no documents.</summary>
    public static SchemaRegistry Empty { get; } = new(
        ImmutableDictionary.Create<string, RegisteredDocument>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableArray<RegisteredDocument>>(StringComparer.Ordinal));

    /// <summary>How many documents it has.</summary>
    public int Count => _byUri.Count;

    /// <summary>Meta-schemas among the documents, as far as they were compiled for this very registry.</summary>
    internal ConcurrentDictionary<(string Uri, SchemaOptions Options), RegisteredMetaSchema> MetaSchemas { get; } = [];

    /// <summary>
    /// A registry with one more document, or with another one in place of what was registered under its URI. The
    /// content is copied, and may be anything: what can't be read is reported to the schemas that refer to it.
    /// </summary>
    /// <param name="uri">
    /// The absolute URI by which it is referred to, without a fragment. A document's own <c>$id</c>, and those of
    /// schemas within it, lead to it as well.
    /// </param>
    /// <param name="utf8">The document, JSON in UTF-8.</param>
    /// <exception cref="ArgumentException">
    /// The URI is not absolute, has a fragment, is longer than 2,000 characters, or is that of a draft's meta-schema.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are <see cref="MaxDocuments"/> documents already.
    /// </exception>
    public SchemaRegistry With(string uri, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(uri);
        string key = SchemaUri.Absolute(uri)
            ?? throw new ArgumentException(
                $"\"{uri}\" is not an absolute URI without fragment of at most {SchemaUri.Longest} characters.",
                nameof(uri));
        if (BuiltInDocuments.Find(key) is not null)
            throw new ArgumentException($"\"{uri}\" is the standard's own and can't be replaced.", nameof(uri));
        ImmutableDictionary<string, ImmutableArray<RegisteredDocument>> byId = _byId;
        if (_byUri.TryGetValue(key, out RegisteredDocument? former))
        {
            foreach (string id in former.Ids)
                byId = byId.SetItem(id, byId[id].Remove(former));
        }
        else if (Count == MaxDocuments)
        {
            throw new InvalidOperationException($"A registry has at most {MaxDocuments} documents.");
        }

        RegisteredDocument document = RegisteredDocument.Read(key, utf8);
        foreach (string id in document.Ids)
            byId = byId.SetItem(id, byId.TryGetValue(id, out var others) ? others.Add(document) : [document]);
        return new SchemaRegistry(_byUri.SetItem(key, document), byId);
    }

    /// <summary>
    /// The documents that a URI, in normal form, may lead to: the one registered under it, or else those that claim
    /// it by an <c>$id</c>.
    /// </summary>
    internal ImmutableArray<RegisteredDocument> Find(string uri)
    {
        if (_byUri.TryGetValue(uri, out RegisteredDocument? document))
            return [document];
        return _byId.TryGetValue(uri, out ImmutableArray<RegisteredDocument> claiming) ? claiming : [];
    }
}
