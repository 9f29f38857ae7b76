using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Jobico.Secrets;

/// <summary>The key that all secrets of a server are sealed under: 256 bits.</summary>
public sealed class SecretKey
{
    /// <summary>The key's size in bytes.</summary>
    public const int Length = 32;

    /// <summary>What a key looks like in words, for messages.</summary>
    public const string Form = "32 bytes in base64, as 'openssl rand -base64 32' prints them";

    internal const int IdLength = 8;

    private readonly byte[] _bytes;

    private SecretKey(byte[] bytes)
    {
        _bytes = bytes;
        // A key must be told from another without giving anything of it away.
        Id = HMACSHA256.HashData(bytes, "jobico.secrets.key-id"u8)[..IdLength];
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    internal byte[] Id { get; }

    /// <summary>A new random key.</summary>
    public static SecretKey Make() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads a key in base64, with white space round it or not; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SecretKey? key)
    {
        key = null;
        string trimmed = text?.Trim() ?? "";
        byte[] bytes = new byte[Length];
        bool isKey = Base64.IsValid(trimmed, out int length)
            && length == Length
            && Convert.TryFromBase64String(trimmed, bytes, out _);
        if (isKey) key = new SecretKey(bytes);
        return isKey;
    }

    /// <summary>The key in base64, to be kept where only its owner reads it.</summary>
    internal string Export() => Convert.ToBase64String(_bytes);

    /// <summary>Says nothing of the key.</summary>
    public override string ToString() => nameof(SecretKey);
}
