using System.Text;

namespace Goico.KeyValue;

/// <summary>Keys as the bytes they are stored and ordered by.</summary>
internal static class KeyEncoding
{
    internal const int MaxKeyBytes = 512;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    internal static byte[] EncodeKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0)
        {
            throw new ArgumentException("A key must not be empty.", nameof(key));
        }

        return Encode(key, nameof(key));
    }

    internal static KeyRange EncodePrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length == 0)
        {
            // No UTF-8 text holds the byte 0xFF, so it stands after every key.
            return new KeyRange([], [0xFF]);
        }

        byte[] from = Encode(prefix, nameof(prefix));
        byte[] to = [.. from];
        // For the same reason the last byte is never 0xFF, and can be counted up.
        to[^1]++;
        return new KeyRange(from, to);
    }

    internal static string Decode(byte[] key) => StrictUtf8.GetString(key);

    private static byte[] Encode(string text, string parameter)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                throw new ArgumentException(
                    $"A {parameter} must not hold control characters (found U+{(int)c:X4}).", parameter);
            }
        }

        byte[] bytes;
        try
        {
            bytes = StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"A {parameter} must be valid Unicode (half a surrogate pair).", parameter, e);
        }

        return bytes.Length <= MaxKeyBytes
            ? bytes
            : throw new ArgumentException(
                $"A {parameter} must have at most {MaxKeyBytes} bytes of UTF-8 (has {bytes.Length}).", parameter);
    }
}
