using System.Buffers;
using System.Text;
using Goico.JsonSchema.Formats.Idna;

namespace Goico.JsonSchema.Formats;

/// <summary>RFC 5321 mailboxes: a dotted or quoted local part, and a host name or a bracketed address.</summary>
internal static class Mailboxes
{
    private const int LongestLocalPart = 64;

    /// <summary>RFC 5321, section 4.5.3.1.3, has 256 with the angle brackets around.</summary>
    private const int LongestMailbox = 254;

    /// <summary>In an address <c>::</c> stands for two groups at least: RFC 5321, section 4.1.3.</summary>
    private const int FewestElidedGroups = 2;

    private static ReadOnlySpan<byte> DottedCharacters =>
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~"u8;

    private static readonly SearchValues<byte> s_dotted = SearchValues.Create(DottedCharacters);

    private static readonly SearchValues<byte> s_internationalDotted = SearchValues.Create(
        [.. DottedCharacters, .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    public static bool IsEmail(ReadOnlySpan<byte> text)
    {
        int at = LocalPart(text, international: false);
        return at > 0 && IsDomain(text[(at + 1)..], international: false);
    }

    /// <summary>
    /// RFC 6531: the same with characters beyond ASCII. The domain need not be in Normalization Form C: who sends the
    /// mail normalizes it before looking it up.
    /// </summary>
    public static bool IsInternationalEmail(ReadOnlySpan<byte> text)
    {
        int at = LocalPart(text, international: true);
        return at > 0 && IsDomain(text[(at + 1)..], international: true);
    }

    /// <summary>The length of the local part before its <c>@</c>, or 0.</summary>
    private static int LocalPart(ReadOnlySpan<byte> text, bool international)
    {
        if (text.Length is 0 or > LongestMailbox)
            return 0;
        bool isQuoted = text[0] == '"';
        int length = isQuoted
            ? QuotedLength(text, international)
            : text.IndexOfAnyExcept(international ? s_internationalDotted : s_dotted);
        if (length is <= 0 or > LongestLocalPart || length == text.Length || text[length] != '@')
            return 0;
        if (isQuoted)
            return length;
        bool hasEmptyPart = text[0] == '.' || text[length - 1] == '.' || text[..length].IndexOf(".."u8) >= 0;
        return hasEmptyPart ? 0 : length;
    }

    /// <summary>The length of the quoted string that a text begins with, or 0.</summary>
    private static int QuotedLength(ReadOnlySpan<byte> text, bool international)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i + 1;
            // A backslash quotes a character of ASCII, even in international mailboxes.
            bool isPair = text[i] == '\\';
            if (isPair && ++i == text.Length)
                return 0;
            if (text[i] is not (>= 0x20 and < 0x7F) && (isPair || !international || text[i] < 0x80))
                return 0;
        }

        return 0;
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain, bool international)
    {
        if (domain.IsEmpty || domain[0] != '[')
        {
            return international
                ? InternationalHosts.IsHostname(domain, demandsNfc: false)
                : Hosts.IsHostname(domain);
        }

        if (domain[^1] != ']')
            return false;
        ReadOnlySpan<byte> address = domain[1..^1];
        ReadOnlySpan<byte> tag = "IPv6:"u8;
        return address.Length > tag.Length && Ascii.EqualsIgnoreCase(address[..tag.Length], tag)
            ? Addresses.IsIPv6(address[tag.Length..], FewestElidedGroups)
            : Addresses.IsIPv4(address);
    }
}
