using System.Text.Unicode;

namespace Jobico.Secrets;

/// <summary>The rule for the value of a secret: what a program can read as a variable of its environment.</summary>
public static class SecretValue
{
    /// <summary>The greatest size in bytes: 64 KiB.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>Why these bytes can't be a value, as one sentence without a full stop that tells nothing of them; null
    /// where they can.</summary>
    public static string? Problem(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "the value is empty: give one, or remove the secret";
        if (utf8.Length > MaxBytes) return $"the value has {utf8.Length} bytes: {MaxBytes} are the most";
        if (!Utf8.IsValid(utf8)) return "the value is not UTF-8: encode what is not text, as base64 does";
        return utf8.Contains((byte)0) ? "the value has a NUL character in it, which no environment can hold" : null;
    }
}
