using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Jobico.Model;

namespace Jobico.Secrets;

/// <summary>
/// A secret as it is stored: AES-256-GCM (NIST SP 800-38D) under a random nonce. Header, tenant and name are
/// authenticated with it, so that a document that is changed, or put in the place of another, opens no more.
/// </summary>
/// <remarks>
/// Layout: version (1), the key's id (8), the time set in Unix milliseconds, little-endian (8); then the nonce (12),
/// the tag (16) and the ciphertext.
/// </remarks>
internal static class SealedSecret
{
    private const byte Version = 1;
    private const int TimeAt = 1 + SecretKey.IdLength;
    private const int HeaderLength = TimeAt + sizeof(long);
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int CiphertextAt = HeaderLength + NonceLength + TagLength;

    /// <summary>Seals a value.</summary>
    public static byte[] Seal(
        SecretKey key, TenantId tenant, string name, DateTimeOffset setAt, ReadOnlySpan<byte> value)
    {
        byte[] document = new byte[CiphertextAt + value.Length];
        document[0] = Version;
        key.Id.CopyTo(document, 1);
        BinaryPrimitives.WriteInt64LittleEndian(document.AsSpan(TimeAt), setAt.ToUnixTimeMilliseconds());
        Span<byte> nonce = document.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Bytes, TagLength);
        cipher.Encrypt(
            nonce,
            value,
            document.AsSpan(CiphertextAt),
            document.AsSpan(HeaderLength + NonceLength, TagLength),
            Associated(document, tenant, name));
        return document;
    }

    /// <summary>When a secret was set, by a header that nobody has authenticated; null where the document is none.
    /// </summary>
    public static DateTimeOffset? SetAt(ReadOnlySpan<byte> document)
    {
        if (document.Length <= CiphertextAt || document[0] != Version) return null;
        long milliseconds = BinaryPrimitives.ReadInt64LittleEndian(document[TimeAt..]);
        bool isTime = milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>Opens a document.</summary>
    /// <exception cref="SecretException">It was sealed under another key, for another place, or is damaged.</exception>
    public static string Open(SecretKey key, TenantId tenant, string name, ReadOnlySpan<byte> document)
    {
        string what = $"The secret '{name}' of tenant '{tenant}'";
        string again = $"set it again with: jobico secrets set {name} --tenant {tenant}";
        if (SetAt(document) is null) throw new SecretException($"{what} is damaged in the store: {again}");
        if (!document.Slice(1, SecretKey.IdLength).SequenceEqual(key.Id))
        {
            throw new SecretException(
                $"{what} was set under another key than this server has: give the server that key, or {again}");
        }
        ReadOnlySpan<byte> ciphertext = document[CiphertextAt..];
        byte[] value = new byte[ciphertext.Length];
        try
        {
            using var cipher = new AesGcm(key.Bytes, TagLength);
            cipher.Decrypt(
                document.Slice(HeaderLength, NonceLength),
                ciphertext,
                document.Slice(HeaderLength + NonceLength, TagLength),
                value,
                Associated(document, tenant, name));
            return Encoding.UTF8.GetString(value);
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new SecretException(
                $"{what} was changed in the store, or put there from another place: {again}", mismatch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    private static byte[] Associated(ReadOnlySpan<byte> document, TenantId tenant, string name) =>
        // Neither a tenant's id nor a secret's name has a NUL in it, so that no two places give the same bytes.
        [.. document[..HeaderLength], .. Encoding.UTF8.GetBytes($"{tenant}\0{name}")];
}
