using System.Text;

namespace Goico.JsonSchema.Formats.Idna;

/// <summary>Host names of any script, by IDNA2008 (RFC 5890 to 5893, RFC 3492).</summary>
internal static class InternationalHosts
{
    private const int IdeographicFullStop = 0x3002;
    private const int FullwidthFullStop = 0xFF0E;
    private const int HalfwidthIdeographicFullStop = 0xFF61;

    /// <summary>Whether a text is an international host name in Normalization Form C.</summary>
    public static bool IsHostname(ReadOnlySpan<byte> text) => IsHostname(text, demandsNfc: true);

    /// <summary>
    /// Whether a text is an international host name: labels that are ASCII names, U-labels or A-labels, with any of
    /// the full stops of RFC 3490, section 3.1, between them. U-labels are lower case, as RFC 5891 asks: capitals
    /// beyond plain ASCII labels must have been mapped before.
    /// </summary>
    public static bool IsHostname(ReadOnlySpan<byte> text, bool demandsNfc)
    {
        // Without encoded labels the rules for ASCII say all, and the Bidi rule has nothing to say.
        if (Ascii.IsValid(text) && text.IndexOf("--"u8) < 0)
            return Hosts.IsHostname(text);
        Span<int> label = stackalloc int[UnicodeLabel.MostCodePoints];
        var bidi = new BidiRule();
        int total = 0;
        while (true)
        {
            int read = ReadLabel(text, label, out int count, out bool isAscii, out bool isLast);
            if (read < 0 || !TryMeasure(text[..count], label[..count], isAscii, demandsNfc, ref bidi, out int length))
                return false;
            total += length;
            if (total > Hosts.LongestName)
                return false;
            if (isLast)
                return bidi.IsMet;
            total++;
            text = text[read..];
        }
    }

    /// <summary>
    /// Reads the code points of the first label and its separator; returns the bytes read, or -1 when no label has so
    /// many code points.
    /// </summary>
    private static int ReadLabel(
        ReadOnlySpan<byte> text, Span<int> label, out int count, out bool isAscii, out bool isLast)
    {
        count = 0;
        isAscii = true;
        isLast = false;
        int at = 0;
        while (at < text.Length)
        {
            // What is not UTF-8 comes as U+FFFD, which no label may hold.
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int bytes);
            at += bytes;
            if (rune.Value is '.' or IdeographicFullStop or FullwidthFullStop or HalfwidthIdeographicFullStop)
                return at;
            if (count == label.Length)
                return -1;
            isAscii &= rune.IsAscii;
            label[count++] = rune.Value;
        }

        isLast = true;
        return at;
    }

    /// <summary>Whether a label is valid; if so, its length in the encoded form.</summary>
    private static bool TryMeasure(
        ReadOnlySpan<byte> ascii, ReadOnlySpan<int> label, bool isAscii, bool demandsNfc, ref BidiRule bidi,
        out int length)
    {
        length = label.Length;
        if (isAscii)
            return Hosts.IsLabel(ascii, ref bidi);
        if (!UnicodeLabel.IsValid(label, demandsNfc) || !UnicodeLabel.TryEncodedLength(label, out length))
            return false;
        bidi.Add(label);
        return true;
    }
}
