using System.Text.Json;
using System.Text.Json.Serialization;
using Jobico.Model;
using Jobico.Model.Definitions;

namespace Jobico.Catalog;

/// <summary>The catalog's documents as JSON, with serializers made at compile time: opening reads thousands.</summary>
public static class CatalogJson
{
    private static readonly CatalogJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new TenantIdConverter(), new StoredLimits.Converter() },
    });

    /// <summary>A version as a document.</summary>
    public static byte[] Write(JobVersion version) =>
        JsonSerializer.SerializeToUtf8Bytes(version, Context.JobVersion);

    /// <summary>A file's entry as a document.</summary>
    public static byte[] Write(RepositoryFile file) =>
        JsonSerializer.SerializeToUtf8Bytes(file, Context.RepositoryFile);

    /// <summary>Reads a version.</summary>
    /// <exception cref="JsonException">The document is no version.</exception>
    public static JobVersion ReadVersion(ReadOnlyMemory<byte> document) =>
        JsonSerializer.Deserialize(document.Span, Context.JobVersion) ?? throw new JsonException("A version is null.");

    /// <summary>Reads a file's entry.</summary>
    /// <exception cref="JsonException">The document is no file entry.</exception>
    public static RepositoryFile ReadFile(ReadOnlyMemory<byte> document) =>
        JsonSerializer.Deserialize(document.Span, Context.RepositoryFile)
        ?? throw new JsonException("A file entry is null.");

    private sealed class TenantIdConverter : JsonConverter<TenantId>
    {
        public override TenantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TenantId.TryParse(reader.GetString(), out TenantId tenant)
                ? tenant
                : throw new JsonException("A tenant id is not valid.");

        public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

/// <summary>The generated serializers.</summary>
[JsonSerializable(typeof(JobVersion))]
[JsonSerializable(typeof(RepositoryFile))]
[JsonSerializable(typeof(StoredLimits))]
internal sealed partial class CatalogJsonContext : JsonSerializerContext;
