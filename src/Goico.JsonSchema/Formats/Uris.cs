namespace Goico.JsonSchema.Formats;

/// <summary>RFC 3986 and RFC 3987 references, by their grammar.</summary>
internal static class Uris
{
    private static ReadOnlySpan<byte> Unreserved => "-._~"u8;

    private static ReadOnlySpan<byte> Delimiters => "!$&'()*+,;="u8;

    public static bool IsUri(ReadOnlySpan<byte> text) => Scheme(text) > 0 && IsReference(text, false);

    public static bool IsUriReference(ReadOnlySpan<byte> text) => IsReference(text, false);

    public static bool IsIri(ReadOnlySpan<byte> text) => Scheme(text) > 0 && IsReference(text, true);

    public static bool IsIriReference(ReadOnlySpan<byte> text) => IsReference(text, true);

    /// <summary>The length of the scheme, or 0.</summary>
    private static int Scheme(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        if (colon <= 0 || !char.IsAsciiLetter((char)text[0]))
            return 0;
        foreach (byte b in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return 0;
        }

        return colon;
    }

    private static bool IsReference(ReadOnlySpan<byte> text, bool international)
    {
        int hash = text.IndexOf((byte)'#');
        if (hash >= 0)
        {
            if (!Consists(text[(hash + 1)..], ":@/?"u8, international))
                return false;
            text = text[..hash];
        }

        int query = text.IndexOf((byte)'?');
        if (query >= 0)
        {
            if (!Consists(text[(query + 1)..], ":@/?"u8, international))
                return false;
            text = text[..query];
        }

        int scheme = Scheme(text);
        ReadOnlySpan<byte> rest = scheme > 0 ? text[(scheme + 1)..] : text;
        if (rest.StartsWith("//"u8))
        {
            rest = rest[2..];
            int slash = rest.IndexOf((byte)'/');
            ReadOnlySpan<byte> authority = slash < 0 ? rest : rest[..slash];
            if (!IsAuthority(authority, international))
                return false;
            rest = slash < 0 ? [] : rest[slash..];
        }
        else if (scheme == 0)
        {
            // Without a scheme the first segment must not look like one.
            int slash = rest.IndexOf((byte)'/');
            if ((slash < 0 ? rest : rest[..slash]).Contains((byte)':'))
                return false;
        }

        return Consists(rest, ":@/"u8, international);
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text, bool international)
    {
        int user = text.LastIndexOf((byte)'@');
        if (user >= 0)
        {
            if (!Consists(text[..user], ":"u8, international))
                return false;
            text = text[(user + 1)..];
        }

        int host = text.StartsWith("["u8) ? text.IndexOf((byte)']') + 1 : text.IndexOf((byte)':');
        if (host < 0)
            host = text.Length;
        ReadOnlySpan<byte> port = text[host..];
        if (!port.IsEmpty && (port[0] != ':' || port[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0))
            return false;
        ReadOnlySpan<byte> name = text[..host];
        if (text.StartsWith("["u8))
            return name.Length > 2 && IsLiteral(name[1..^1], international);
        return Consists(name, [], international);
    }

    private static bool IsLiteral(ReadOnlySpan<byte> address, bool international)
    {
        if ((address[0] | 0x20) != 'v')
            return Hosts.IsIPv6(address);
        int dot = address.IndexOf((byte)'.');
        if (dot < 2 || dot == address.Length - 1)
            return false;
        foreach (byte b in address[1..dot])
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return !address.Contains((byte)'%') && Consists(address[(dot + 1)..], ":"u8, international);
    }

    private static bool Consists(ReadOnlySpan<byte> text, ReadOnlySpan<byte> extra, bool international)
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1])
                    || !char.IsAsciiHexDigit((char)text[i + 2]))
                {
                    return false;
                }

                i += 2;
                continue;
            }

            bool allowed = char.IsAsciiLetterOrDigit((char)b) || Unreserved.Contains(b) || Delimiters.Contains(b)
                || extra.Contains(b) || (international && b >= 0x80);
            if (!allowed)
                return false;
        }

        return true;
    }
}
