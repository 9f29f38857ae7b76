using System.Collections.Frozen;

namespace Goico.JsonSchema.Documents;

/// <summary>The standard's own documents: the meta-schemas of all drafts, read when first asked for.</summary>
internal static class BuiltInDocuments
{
    private static readonly string[] s_vocabularies2019 =
        ["core", "applicator", "validation", "meta-data", "format", "content"];

    private static readonly string[] s_vocabularies2020 =
    [
        "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion",
        "content",
    ];

    private static readonly FrozenDictionary<string, Lazy<RegisteredDocument>> s_byUri = Names()
        .ToFrozenDictionary(
            pair => pair.Uri, pair => new Lazy<RegisteredDocument>(() => Read(pair)), StringComparer.Ordinal);

    /// <summary>
    /// The document that a URI, in normal form, names; null when it is none of the standard's. <c>http</c> and
    /// <c>https</c> are the same here, as they are in <c>$schema</c>.
    /// </summary>
    public static RegisteredDocument? Find(string uri)
    {
        const string secure = "https://json-schema.org/";
        const string plain = "http://json-schema.org/";
        if (s_byUri.TryGetValue(uri, out Lazy<RegisteredDocument>? document))
            return document.Value;
        string other = uri.StartsWith(secure, StringComparison.Ordinal) ? plain + uri[secure.Length..]
            : uri.StartsWith(plain, StringComparison.Ordinal) ? secure + uri[plain.Length..]
            : uri;
        return s_byUri.TryGetValue(other, out document) ? document.Value : null;
    }

    private static IEnumerable<(string Uri, string Resource)> Names()
    {
        foreach (string draft in new[] { "draft-04", "draft-06", "draft-07" })
            yield return ($"http://json-schema.org/{draft}/schema", draft);
        foreach ((string draft, string[] vocabularies) in
            new[] { ("2019-09", s_vocabularies2019), ("2020-12", s_vocabularies2020) })
        {
            yield return ($"https://json-schema.org/draft/{draft}/schema", $"{draft}/schema");
            foreach (string vocabulary in vocabularies)
                yield return ($"https://json-schema.org/draft/{draft}/meta/{vocabulary}", $"{draft}/meta/{vocabulary}");
        }
    }

    private static RegisteredDocument Read((string Uri, string Resource) name)
    {
        using Stream stream = typeof(BuiltInDocuments).Assembly.GetManifestResourceStream(name.Resource)
            ?? throw new InvalidOperationException($"The meta-schema {name.Resource} is not in the assembly.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        RegisteredDocument document = RegisteredDocument.Read(name.Uri, bytes);
        return document.Source is not null ? document
            : throw new InvalidOperationException($"The meta-schema {name.Resource} {document.Failure.Message}.");
    }
}
