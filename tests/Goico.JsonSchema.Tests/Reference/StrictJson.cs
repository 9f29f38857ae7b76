using System.Text;
using System.Text.Json;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>
/// Whether bytes are JSON, as System.Text.Json decides it strictly, and what the product refuses beyond that: a byte
/// order mark, repeated names, half surrogate pairs, exponents of more than nine digits, and nesting over a limit.
/// </summary>
internal static class StrictJson
{
    private const int LongestExponent = 9;
    private const int DeepestRead = 4096;

    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    public static JsonTree Parse(string json) => TryParse(Encoding.UTF8.GetBytes(json))
        ?? throw new ArgumentException($"not strict JSON: {json}", nameof(json));

    /// <summary>The tree of a document, or null when it is to be refused.</summary>
    public static JsonTree? TryParse(ReadOnlySpan<byte> utf8, int maxDepth = DeepestRead)
    {
        try
        {
            _ = s_utf8.GetCharCount(utf8);
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestRead });
            if (utf8.StartsWith("\uFEFF"u8) || !reader.Read())
                return null;
            JsonTree? tree = Read(ref reader, maxDepth);
            return tree is null || reader.Read() ? null : tree;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // An InvalidOperationException is how the reader says that an escape has no text.
            return null;
        }
    }

    private static JsonTree? Read(ref Utf8JsonReader reader, int depthLeft) => reader.TokenType switch
    {
        JsonTokenType.Null => JsonTree.Null(),
        JsonTokenType.True => JsonTree.Of(true),
        JsonTokenType.False => JsonTree.Of(false),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.String => JsonTree.Of(reader.GetString()!),
        JsonTokenType.StartArray when depthLeft > 0 => ReadArray(ref reader, depthLeft - 1),
        JsonTokenType.StartObject when depthLeft > 0 => ReadObject(ref reader, depthLeft - 1),
        _ => null,
    };

    private static JsonTree? ReadNumber(ref Utf8JsonReader reader)
    {
        string written = Encoding.ASCII.GetString(reader.ValueSpan);
        int e = written.IndexOfAny(['e', 'E']);
        string exponent = e < 0 ? "" : written[(e + 1)..].TrimStart('+', '-').TrimStart('0');
        return exponent.Length > LongestExponent ? null : JsonTree.Number(written);
    }

    private static JsonTree? ReadArray(ref Utf8JsonReader reader, int depthLeft)
    {
        var items = new List<JsonTree>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Read(ref reader, depthLeft) is not { } item)
                return null;
            items.Add(item);
        }

        return JsonTree.Array(items);
    }

    private static JsonTree? ReadObject(ref Utf8JsonReader reader, int depthLeft)
    {
        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!names.Add(name) || Read(ref reader, depthLeft) is not { } value)
                return null;
            members.Add(new JsonMember(name, value));
        }

        return JsonTree.Object(members);
    }
}
