using System.Buffers;
using System.Text;

namespace Goico.JsonSchema.Formats;

/// <summary>RFC 3986 and RFC 3987 references, by their grammar.</summary>
internal static class Uris
{
    /// <summary>The characters beyond ASCII that a component takes.</summary>
    private enum Beyond
    {
        Nothing,
        Universal,
        UniversalOrPrivate,
    }

    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // unreserved and sub-delims, which every component takes.
    private const string Plain = LettersAndDigits + "-._~!$&'()*+,;=";

    private static readonly SearchValues<byte> s_scheme = Set(LettersAndDigits + "+-.");
    private static readonly SearchValues<byte> s_name = Set(Plain);
    private static readonly SearchValues<byte> s_userInfo = Set(Plain + ":");
    private static readonly SearchValues<byte> s_firstSegment = Set(Plain + "@");
    private static readonly SearchValues<byte> s_path = Set(Plain + ":@/");
    private static readonly SearchValues<byte> s_query = Set(Plain + ":@/?");

    public static bool IsUri(ReadOnlySpan<byte> text) => IsReference(text, needsScheme: true, international: false);

    public static bool IsUriReference(ReadOnlySpan<byte> text) =>
        IsReference(text, needsScheme: false, international: false);

    public static bool IsIri(ReadOnlySpan<byte> text) => IsReference(text, needsScheme: true, international: true);

    public static bool IsIriReference(ReadOnlySpan<byte> text) =>
        IsReference(text, needsScheme: false, international: true);

    private static bool IsReference(ReadOnlySpan<byte> text, bool needsScheme, bool international)
    {
        Beyond beyond = international ? Beyond.Universal : Beyond.Nothing;
        int at = AfterScheme(text);
        if (at == 0 && needsScheme)
            return false;
        if (text[at..].StartsWith("//"u8))
        {
            at += 2;
            int length = text[at..].IndexOfAny((byte)'/', (byte)'?', (byte)'#');
            ReadOnlySpan<byte> authority = length < 0 ? text[at..] : text.Slice(at, length);
            if (!IsAuthority(authority, beyond))
                return false;
            at += authority.Length;
        }
        else if (at == 0)
        {
            // Without a scheme the first segment must not look like one; what comes after it may.
            at = Pass(text, at, s_firstSegment, beyond);
            if (at < text.Length && text[at] == ':')
                return false;
        }

        at = Pass(text, at, s_path, beyond);
        if (at < text.Length && text[at] == '?')
            at = Pass(text, at + 1, s_query, international ? Beyond.UniversalOrPrivate : Beyond.Nothing);
        if (at < text.Length && text[at] == '#')
            at = Pass(text, at + 1, s_query, beyond);
        return at == text.Length;
    }

    /// <summary>Where the scheme and its colon end, or 0.</summary>
    private static int AfterScheme(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
            return 0;
        int end = text.IndexOfAnyExcept(s_scheme);
        return end > 0 && text[end] == ':' ? end + 1 : 0;
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text, Beyond beyond)
    {
        int user = text.IndexOf((byte)'@');
        if (user >= 0)
        {
            if (Pass(text[..user], 0, s_userInfo, beyond) < user)
                return false;
            text = text[(user + 1)..];
        }

        int host;
        if (text.StartsWith("["u8))
        {
            host = text.IndexOf((byte)']') + 1;
            if (host == 0 || !IsLiteral(text[1..(host - 1)]))
                return false;
        }
        else
        {
            host = Pass(text, 0, s_name, beyond);
        }

        return host == text.Length
            || (text[host] == ':' && text[(host + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
    }

    /// <summary>An address in brackets: of version 6, or of a later one behind its number.</summary>
    private static bool IsLiteral(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty || (address[0] | 0x20) != 'v')
            return Addresses.IsIPv6(address);
        int dot = 1;
        while (dot < address.Length && char.IsAsciiHexDigit((char)address[dot]))
            dot++;
        return dot > 1 && dot + 1 < address.Length && address[dot] == '.'
            && address[(dot + 1)..].IndexOfAnyExcept(s_userInfo) < 0;
    }

    /// <summary>
    /// The first place from <paramref name="at"/> on that is neither one of the characters, nor percent-encoded, nor
    /// one of those beyond ASCII.
    /// </summary>
    private static int Pass(ReadOnlySpan<byte> text, int at, SearchValues<byte> characters, Beyond beyond)
    {
        while (true)
        {
            int run = text[at..].IndexOfAnyExcept(characters);
            if (run < 0)
                return text.Length;
            at += run;
            int start = at;
            while (at < text.Length && (text[at] == '%' || text[at] >= 0x80))
            {
                int length = text[at] == '%' ? EncodedLength(text[at..]) : CharacterLength(text[at..], beyond);
                if (length == 0)
                    return at;
                at += length;
            }

            if (at == start)
                return at;
        }
    }

    /// <summary>The length of the percent-encoded byte that a text begins with, or 0.</summary>
    public static int EncodedLength(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2]) ? 3 : 0;

    private static int CharacterLength(ReadOnlySpan<byte> text, Beyond beyond) => beyond == Beyond.Nothing
        ? 0
        : InternationalCharacters.Length(text, allowsPrivate: beyond == Beyond.UniversalOrPrivate);

    private static SearchValues<byte> Set(string characters) =>
        SearchValues.Create(Encoding.ASCII.GetBytes(characters));
}
