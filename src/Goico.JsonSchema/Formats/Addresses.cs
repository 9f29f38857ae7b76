namespace Goico.JsonSchema.Formats;

/// <summary>Internet addresses.</summary>
internal static class Addresses
{
    private const int IPv4Parts = 4;
    private const int IPv6Groups = 8;

    /// <summary>RFC 2673, section 3.2: four decimal numbers. No leading zeros, which some take for octal.</summary>
    public static bool IsIPv4(ReadOnlySpan<byte> text)
    {
        int parts = 1;
        int digits = 0;
        int value = 0;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit <= 9)
            {
                value = (value * 10) + digit;
                if (value > 255 || (digits == 1 && value < 10))
                    return false;
                digits++;
            }
            else if (b == '.' && digits > 0 && parts < IPv4Parts)
            {
                parts++;
                digits = 0;
                value = 0;
            }
            else
            {
                return false;
            }
        }

        return parts == IPv4Parts && digits > 0;
    }

    /// <summary>RFC 4291, section 2.2, where <c>::</c> stands for one group of zeros or more.</summary>
    public static bool IsIPv6(ReadOnlySpan<byte> text) => IsIPv6(text, fewestElided: 1);

    /// <summary>
    /// The same with the fewest groups that <c>::</c> may stand for. No zone: that is for one machine only.
    /// </summary>
    public static bool IsIPv6(ReadOnlySpan<byte> text, int fewestElided)
    {
        int groups = 0;
        bool elides = text.StartsWith("::"u8);
        int at = elides ? 2 : 0;
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && char.IsAsciiHexDigit((char)text[at]))
                at++;
            if (at < text.Length && text[at] == '.')
            {
                // The last two groups as an IPv4 address.
                groups += 2;
                return IsIPv4(text[start..]) && IsWhole(groups, elides, fewestElided);
            }

            if (at - start is 0 or > 4 || ++groups > IPv6Groups)
                return false;
            if (at == text.Length)
                break;
            // A colon at the end leads to nothing, unless it is the second of two.
            if (text[at++] != ':' || at == text.Length)
                return false;
            if (text[at] != ':')
                continue;
            if (elides)
                return false;
            elides = true;
            at++;
        }

        return IsWhole(groups, elides, fewestElided);
    }

    private static bool IsWhole(int groups, bool elides, int fewestElided) =>
        elides ? groups <= IPv6Groups - fewestElided : groups == IPv6Groups;
}
