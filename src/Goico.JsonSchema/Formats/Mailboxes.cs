namespace Goico.JsonSchema.Formats;

/// <summary>RFC 5321 mailboxes: a dotted or quoted local part, and a host name or a bracketed address.</summary>
internal static class Mailboxes
{
    private const int LongestLocalPart = 64;

    public static bool IsEmail(ReadOnlySpan<byte> text) => IsMailbox(text, international: false);

    /// <summary>RFC 6531: the same with characters beyond ASCII.</summary>
    public static bool IsInternationalEmail(ReadOnlySpan<byte> text) => IsMailbox(text, international: true);

    private static bool IsMailbox(ReadOnlySpan<byte> text, bool international)
    {
        int at = text.LastIndexOf((byte)'@');
        if (at is <= 0 or > LongestLocalPart)
            return false;
        ReadOnlySpan<byte> local = text[..at];
        bool isLocal = local[0] == '"' ? IsQuoted(local, international) : IsDotted(local, international);
        return isLocal && IsDomain(text[(at + 1)..], international);
    }

    private static bool IsDotted(ReadOnlySpan<byte> local, bool international)
    {
        foreach (Range part in local.Split((byte)'.'))
        {
            if (local[part].IsEmpty)
                return false;
            foreach (byte b in local[part])
            {
                if (!char.IsAsciiLetterOrDigit((char)b) && !"!#$%&'*+-/=?^_`{|}~"u8.Contains(b)
                    && !(international && b >= 0x80))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> local, bool international)
    {
        if (local.Length < 2 || local[^1] != '"')
            return false;
        ReadOnlySpan<byte> inner = local[1..^1];
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && ++i == inner.Length)
                return false;
            bool printable = inner[i] is >= 0x20 and < 0x7F || (international && inner[i] >= 0x80);
            if (!printable || (inner[i] == '"' && (i == 0 || inner[i - 1] != '\\')))
                return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<byte> domain, bool international)
    {
        if (domain.Length > 2 && domain[0] == '[' && domain[^1] == ']')
        {
            ReadOnlySpan<byte> address = domain[1..^1];
            return address.StartsWith("IPv6:"u8) ? Hosts.IsIPv6(address[5..]) : Hosts.IsIPv4(address);
        }

        if (!international)
            return Hosts.IsHostname(domain);
        // Letters of any script may stand where ASCII letters do.
        byte[] ascii = domain.ToArray();
        for (int i = 0; i < ascii.Length; i++)
            ascii[i] = ascii[i] >= 0x80 ? (byte)'a' : ascii[i];
        return Hosts.IsHostname(ascii);
    }
}
