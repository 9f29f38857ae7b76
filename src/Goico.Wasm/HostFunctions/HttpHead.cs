using System.Buffers;
using System.Text.Json;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.HostFunctions;

/// <summary>The head of an HTTP request or response as JSON, which guests of the core ABI speak.</summary>
internal static class HttpHead
{
    /// <summary>
    /// Reads <c>{"method": "POST", "url": "https://…", "headers": [["name", "value"], …], "timeoutMs": 1000}</c>, of
    /// which only the URL must be there.
    /// </summary>
    /// <exception cref="JsonException">It is not that.</exception>
    public static GuestHttpRequest Read(byte[] head, byte[] body)
    {
        RequestHead found = JsonSerializer.Deserialize(head, GuestJson.Default.RequestHead)
            ?? throw new JsonException("it is null");
        string[][] headers = found.Headers ?? [];
        if (Array.Exists(headers, header => header is not [not null, not null]))
        {
            throw new JsonException("each of 'headers' is an array of a name and a value");
        }
        if (found.TimeoutMs is <= 0)
        {
            throw new JsonException("'timeoutMs' is not positive");
        }
        return new GuestHttpRequest
        {
            Method = found.Method ?? "GET",
            Url = found.Url ?? throw new JsonException("'url' is missing"),
            Headers = [.. headers.Select(header => new KeyValuePair<string, string>(header[0], header[1]))],
            Body = body,
            Timeout = found.TimeoutMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        };
    }

    /// <summary>Writes <c>{"status": 200, "headers": [["name", "value"], …]}</c>.</summary>
    public static ReadOnlyMemory<byte> Write(GuestHttpResponse response)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteNumber("status"u8, response.Status);
        json.WriteStartArray("headers"u8);
        foreach ((string name, string value) in response.Headers)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>A request's head as the guest writes it.</summary>
    internal sealed record RequestHead(string? Method, string? Url, string[][]? Headers, int? TimeoutMs);
}
