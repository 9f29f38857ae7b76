using Goico.JsonSchema.Formats.Idna;

namespace Goico.JsonSchema.Formats;

/// <summary>Host names of ASCII.</summary>
internal static class Hosts
{
    /// <summary>The longest name in bytes: RFC 1035 has 255, with a length in front and the root behind.</summary>
    public const int LongestName = 253;

    /// <summary>The longest label in bytes.</summary>
    public const int LongestLabel = 63;

    /// <summary>
    /// RFC 1123: labels of letters, digits and inner hyphens. A label that announces an encoding is an A-label of
    /// RFC 5890, each looked at alone: what labels of several scripts may stand together is a matter of
    /// international names.
    /// </summary>
    public static bool IsHostname(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestName)
            return false;
        int start = 0;
        while (true)
        {
            int end = LabelEnd(text, start);
            var alone = new BidiRule();
            if (!IsLabel(text[start..end], ref alone) || !alone.IsMet)
                return false;
            if (end == text.Length)
                return true;
            start = end + 1;
        }
    }

    /// <summary>RFC 1123 as it was before there were encoded labels: no place of a hyphen means anything.</summary>
    public static bool IsPlainHostname(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestName)
            return false;
        int start = 0;
        while (true)
        {
            int end = LabelEnd(text, start);
            if (!IsPlainLabel(text[start..end]))
                return false;
            if (end == text.Length)
                return true;
            start = end + 1;
        }
    }

    /// <summary>Whether a text is one label; it joins the others of its name under the Bidi rule.</summary>
    public static bool IsLabel(ReadOnlySpan<byte> label, ref BidiRule bidi)
    {
        if (!IsPlainLabel(label))
            return false;
        // Hyphens in third and fourth place announce an encoded name, and only punycode is defined.
        if (label.Length >= 4 && label[2] == '-' && label[3] == '-')
            return UnicodeLabel.IsEncoded(label, ref bidi);
        bidi.AddAscii(label[0]);
        return true;
    }

    private static int LabelEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] != '.')
            end++;
        return end;
    }

    private static bool IsPlainLabel(ReadOnlySpan<byte> label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (byte b in label)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                return false;
        }

        return true;
    }
}
