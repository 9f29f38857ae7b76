using System.Buffers;
using System.Text.Unicode;
using Goico.Wasm.Capabilities;
using Jobico.Model.Definitions;

namespace Jobico.Executor.Capabilities;

/// <summary>
/// What holds of every program's requests, whoever's it is and wherever it runs: here, so that a program that is tried
/// out without a server is told the same.
/// </summary>
public static class RequestRules
{
    /// <summary>The longest key, in bytes of UTF-8: with the tenant's prefix before it, it is a key of the store.
    /// </summary>
    public const int MaxKeyBytes = 400;

    /// <summary>The largest value, in bytes.</summary>
    public const int MaxValueBytes = 64 << 10;

    /// <summary>The most keys of one listing.</summary>
    public const int MaxListed = 1_000;

    /// <summary>The most events that one run publishes.</summary>
    public const int MaxPublished = 100;

    /// <summary>The most bytes that the data of one run's events have together.</summary>
    public const int MaxPublishedBytes = 1 << 20;

    /// <summary>Why the store can't be used so; null where it is granted.</summary>
    /// <param name="granted">What the definition grants.</param>
    /// <param name="needed">What the request needs.</param>
    public static GuestAnswer.Refused? RefusalOfAccess(KeyValueAccess granted, KeyValueAccess needed)
    {
        if (granted >= needed) return null;
        string key = needed == KeyValueAccess.Read ? "keyvalue: read" : "keyvalue: write";
        return new GuestAnswer.Refused(
            GuestRefusal.NotGranted, $"The program's definition does not grant it; '{key}' would.");
    }

    /// <summary>Why a text is no key; null where it is one.</summary>
    public static GuestAnswer.Refused? RefusalOfKey(string key)
    {
        Span<byte> utf8 = stackalloc byte[MaxKeyBytes];
        OperationStatus status = Utf8.FromUtf16(key, utf8, out _, out int length, replaceInvalidSequences: false);
        if (status == OperationStatus.DestinationTooSmall)
            return OverLimit($"The key is longer than {MaxKeyBytes} bytes of UTF-8.");
        if (status != OperationStatus.Done || length == 0 || key.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0
            || key.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') >= 0)
            return new GuestAnswer.Refused(
                GuestRefusal.Invalid, "A key is a text that is not empty and holds no control character.");
        return null;
    }

    /// <summary>Why a value is not kept; null where it is.</summary>
    public static GuestAnswer.Refused? RefusalOfValue(int bytes) => bytes > MaxValueBytes
        ? OverLimit($"The value has {bytes} bytes; at most {MaxValueBytes} are kept.")
        : null;

    /// <summary>Why an event can't be published, as far as its data's content does not matter; null where it can.
    /// </summary>
    /// <param name="granted">The events that the definition lists.</param>
    /// <param name="id">The event.</param>
    /// <param name="published">How many the run has published.</param>
    /// <param name="publishedBytes">How many bytes their data have.</param>
    /// <param name="bytes">How many bytes its data have.</param>
    public static GuestAnswer.Refused? RefusalOfPublication(
        IReadOnlyCollection<string> granted, string id, int published, int publishedBytes, int bytes)
    {
        if (!granted.Contains(id, StringComparer.Ordinal))
        {
            string list = granted.Count == 0 ? "no event" : string.Join(", ", granted);
            return new GuestAnswer.Refused(
                GuestRefusal.NotGranted,
                $"The program may not publish that event; under 'publish' its definition lists {list}.");
        }
        if (published == MaxPublished) return OverLimit($"A run publishes at most {MaxPublished} events.");
        return bytes > MaxPublishedBytes - publishedBytes
            ? OverLimit($"What a run publishes has at most {MaxPublishedBytes} bytes.")
            : null;
    }

    private static GuestAnswer.Refused OverLimit(string message) => new(GuestRefusal.OverLimit, message);
}
