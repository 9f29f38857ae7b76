using System.Collections.Concurrent;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>
/// The standard's own schemas of schemas, which say what a schema may look like. The documents are those that the
/// product carries; what they mean, the reference works out for itself.
/// </summary>
internal static class ReferenceMetaSchemas
{
    private static readonly ConcurrentDictionary<string, JsonTree?> s_documents = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static ReferenceValidator? t_validator;

    /// <summary>The document of a URI without fragment, or null when it is none of the standard's.</summary>
    public static JsonTree? Find(string uri)
    {
        string[] parts = uri.Split("json-schema.org/");
        return parts is ["http://" or "https://", var path] ? s_documents.GetOrAdd(path, Read) : null;
    }

    public static JsonMember? Load(string uri) => Find(uri) is { } document ? new JsonMember(uri, document) : null;

    /// <summary>Whether a schema is one by the meta-schema of a draft.</summary>
    public static bool Accepts(ReferenceDraft draft, JsonTree schema)
    {
        // References load documents while they are followed, so each thread has its own.
        t_validator ??= new ReferenceValidator(new ReferenceDocuments());
        string uri = draft.SchemaUri().TrimEnd('#');
        JsonTree metaSchema = Find(uri) ?? throw new InvalidOperationException($"no {uri} in the product");
        if (!t_validator.Documents.IsSchema(metaSchema))
            t_validator.Documents.Add(metaSchema, draft, uri);
        return t_validator.IsValid(metaSchema, schema);
    }

    private static JsonTree? Read(string path)
    {
        // "draft-07/schema" is kept as "draft-07", "draft/2020-12/meta/core" as "2020-12/meta/core".
        string name = path.StartsWith("draft/", StringComparison.Ordinal) ? path["draft/".Length..]
            : path.EndsWith("/schema", StringComparison.Ordinal) ? path[..^"/schema".Length] : path;
        using Stream? stream = typeof(JsonSchema).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return StrictJson.TryParse(bytes);
    }
}
