namespace Goico.JsonSchema.Formats;

/// <summary>Host names and internet addresses.</summary>
internal static class Hosts
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>RFC 1123: labels of letters, digits and inner hyphens.</summary>
    public static bool IsHostname(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestName)
            return false;
        foreach (Range part in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> label = text[part];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (byte b in label)
            {
                if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                    return false;
            }

            // Hyphens in third and fourth place announce an encoded name, and only punycode is defined.
            if (label.Length >= 4 && label[2] == '-' && label[3] == '-' && !IsPunycode(label))
                return false;
        }

        return true;
    }

    public static bool IsIPv4(ReadOnlySpan<byte> text)
    {
        int parts = 0;
        foreach (Range part in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> number = text[part];
            if (++parts > 4 || number.Length is 0 or > 3 || (number.Length > 1 && number[0] == '0'))
                return false;
            int value = 0;
            foreach (byte b in number)
            {
                if (!char.IsAsciiDigit((char)b))
                    return false;
                value = (value * 10) + b - '0';
            }

            if (value > 255)
                return false;
        }

        return parts == 4;
    }

    public static bool IsIPv6(ReadOnlySpan<byte> text)
    {
        int groups = 0;
        bool gap = false;
        int at = 0;
        if (text.StartsWith("::"u8))
        {
            gap = true;
            at = 2;
        }

        while (at < text.Length)
        {
            int length = text[at..].IndexOf((byte)':');
            ReadOnlySpan<byte> group = length < 0 ? text[at..] : text.Slice(at, length);
            if (length < 0 && group.Contains((byte)'.'))
                return IsIPv4(group) && (gap ? groups + 2 < 8 : groups + 2 == 8);
            if (group.Length is 0 or > 4 || !IsHex(group))
                return false;
            groups++;
            at += group.Length;
            if (at == text.Length)
                break;
            at++;
            if (at == text.Length)
                return false;
            if (text[at] != ':')
                continue;
            if (gap)
                return false;
            gap = true;
            at++;
        }

        return gap ? groups < 8 : groups == 8;
    }

    private static bool IsPunycode(ReadOnlySpan<byte> label) =>
        label.Length > 4 && (label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n';

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return true;
    }
}
