using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Jobico.Repository;

namespace Jobico.Cli.Inspection;

/// <summary>All that can be said of a file that is to be a JSON Schema.</summary>
internal sealed record SchemaInspection
{
    private const int MaxDepth = 256;

    /// <summary>The file as people know it.</summary>
    public required string Shown { get; init; }

    /// <summary>Its size.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>Its SHA-256, lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the upload would be answered.</summary>
    public required FileCheckResult Upload { get; init; }

    /// <summary>What it says of itself: <c>$schema</c>, <c>$id</c>, <c>title</c>, <c>description</c>.</summary>
    public ImmutableArray<(string Key, string Text)> Head { get; init; } = [];

    /// <summary>The names of its own properties; empty where it names none.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    /// <summary>Those that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Whether the server would take it.</summary>
    public bool IsTaken => Upload is FileCheckResult.Fit;

    /// <summary>Inspects a file's content.</summary>
    public static SchemaInspection Of(string shown, byte[] content)
    {
        var inspection = new SchemaInspection
        {
            Shown = shown,
            SizeBytes = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            Upload = FileCheck.CheckSchema(content),
        };
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? inspection.With(document.RootElement)
                : inspection;
        }
        catch (JsonException)
        {
            // The check has said what is wrong with it.
            return inspection;
        }
    }

    private SchemaInspection With(JsonElement schema) => this with
    {
        Head =
        [
            .. from key in (string[])["$schema", "$id", "title", "description"]
               let text = TextOf(schema, key)
               where text is not null
               select (key, text),
        ],
        Properties = schema.TryGetProperty("properties", out JsonElement properties)
            && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Select(property => property.Name)]
            : [],
        Required = schema.TryGetProperty("required", out JsonElement required)
            && required.ValueKind == JsonValueKind.Array
            ? [.. required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String)
                .Select(name => name.GetString()!)]
            : [],
    };

    private static string? TextOf(JsonElement schema, string key) =>
        schema.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
