using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Jobico.Cli.Local;

/// <summary>
/// A key/value store for the runs of one command: in memory, and in a JSON file where one was given. The file is an
/// object of keys and texts; a value that is not UTF-8 is <c>{"base64": "…"}</c>.
/// </summary>
internal sealed class LocalStore
{
    private const int MaxFileBytes = 64 << 20;

    private readonly SortedDictionary<byte[], byte[]> _values = new(Comparer<byte[]>.Create(
        static (left, right) => left.AsSpan().SequenceCompareTo(right)));

    private bool _changed;

    /// <summary>The value under a key; null where there is none.</summary>
    public byte[]? Find(string key) => _values.GetValueOrDefault(Encoding.UTF8.GetBytes(key));

    /// <summary>Sets a value.</summary>
    public void Set(string key, byte[] value)
    {
        _values[Encoding.UTF8.GetBytes(key)] = value;
        _changed = true;
    }

    /// <summary>Removes a key, whether or not it is there.</summary>
    public void Remove(string key) => _changed |= _values.Remove(Encoding.UTF8.GetBytes(key));

    /// <summary>The keys with a prefix in the order of their bytes, as many as are wanted.</summary>
    public IReadOnlyList<string> Keys(string prefix, int max)
    {
        byte[] begin = Encoding.UTF8.GetBytes(prefix);
        return [.. _values.Keys.Where(key => key.AsSpan().StartsWith(begin)).Take(max).Select(Encoding.UTF8.GetString)];
    }

    /// <summary>The store of a file; empty where the file is not there yet.</summary>
    /// <exception cref="CommandFailure">It is no such file, or can't be read.</exception>
    public static async Task<LocalStore> OpenAsync(Session session, string shown, CancellationToken cancellationToken)
    {
        var store = new LocalStore();
        string path = session.PathOf(shown);
        if (!File.Exists(path) && !Directory.Exists(path)) return store;
        byte[] content = await InputFile.ReadAsync(session, shown, MaxFileBytes, cancellationToken);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                store._values[Encoding.UTF8.GetBytes(entry.Name)] = ValueOf(entry.Value);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw CommandFailure.Failed(
                $"'{shown}' is no key/value store: it takes a JSON object of keys and texts, such as "
                + "{\"key\": \"value\"}.",
                fault);
        }
        return store;
    }

    /// <summary>Writes the file if anything was changed; it is replaced as a whole.</summary>
    /// <exception cref="CommandFailure">It can't be written.</exception>
    public async Task SaveAsync(Session session, string shown, CancellationToken cancellationToken)
    {
        if (!_changed) return;
        string path = session.PathOf(shown);
        string beside = path + ".new";
        try
        {
            await File.WriteAllBytesAsync(beside, ToJson(), cancellationToken);
            File.Move(beside, path, overwrite: true);
            _changed = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{shown}' can't be written: {fault.Message}", fault);
        }
    }

    private static byte[] ValueOf(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.TryGetProperty("base64", out JsonElement base64)
            ? base64.GetBytesFromBase64()
            : throw new FormatException("An object without base64.")
        : Encoding.UTF8.GetBytes(value.GetString() ?? throw new FormatException("A value that is null."));

    private byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Indented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            writer.WriteStartObject();
            foreach ((byte[] key, byte[] value) in _values)
            {
                writer.WritePropertyName(key);
                if (System.Text.Unicode.Utf8.IsValid(value))
                {
                    writer.WriteStringValue(value);
                }
                else
                {
                    writer.WriteStartObject();
                    writer.WriteBase64String("base64"u8, value);
                    writer.WriteEndObject();
                }
            }
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
