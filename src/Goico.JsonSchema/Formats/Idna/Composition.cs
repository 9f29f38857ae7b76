namespace Goico.JsonSchema.Formats.Idna;

/// <summary>
/// Unicode Standard Annex 15 for what labels may hold: whether a text is its own Normalization Form C. Conjoining
/// Hangul is not among it (IDNA disallows it), and whole Hangul syllables are their own NFC.
/// </summary>
internal static class Composition
{
    /// <summary>The most code points that one of a label decomposes to.</summary>
    private const int LongestDecomposition = 4;

    // By composite: it, and its two parts as one number. By parts: these, and the composite.
    private static readonly (int[] Composites, ulong[] Parts, ulong[] SortedParts, int[] ByParts) s_data = Unpack();

    /// <summary>
    /// Whether a label is NFC. It holds allowed code points only, at most <see cref="UnicodeLabel.MostCodePoints"/>.
    /// </summary>
    public static bool IsComposed(ReadOnlySpan<int> label)
    {
        Span<int> buffer = stackalloc int[UnicodeLabel.MostCodePoints * LongestDecomposition];
        int length = 0;
        foreach (int codePoint in label)
            Decompose(codePoint, buffer, ref length);
        Span<int> text = buffer[..length];
        Order(text);
        return text[..Compose(text)].SequenceEqual(label);
    }

    private static void Decompose(int codePoint, Span<int> buffer, ref int length)
    {
        int found = Array.BinarySearch(s_data.Composites, codePoint);
        if (found < 0)
        {
            buffer[length++] = codePoint;
            return;
        }

        // Only the first part may decompose further, three times at most.
        Decompose((int)(s_data.Parts[found] >> 32), buffer, ref length);
        buffer[length++] = (int)s_data.Parts[found];
    }

    /// <summary>Sorts each run of marks by combining class, keeping the order of equals.</summary>
    private static void Order(Span<int> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            int codePoint = text[i];
            int combining = Class(codePoint);
            int at = i;
            for (; combining > 0 && at > 0 && Class(text[at - 1]) > combining; at--)
                text[at] = text[at - 1];
            text[at] = codePoint;
        }
    }

    /// <summary>Composes in place and returns the new length.</summary>
    private static int Compose(Span<int> text)
    {
        int starter = -1;
        int written = 0;
        foreach (int codePoint in text)
        {
            int combining = Class(codePoint);
            // What stands between the starter and this blocks it, unless that has a lower class.
            bool isNext = starter == written - 1;
            bool isReachable = starter >= 0 && (isNext || Class(text[written - 1]) < combining);
            int composite = isReachable ? Composite(text[starter], codePoint) : -1;
            if (composite >= 0)
            {
                text[starter] = composite;
                continue;
            }

            if (combining == 0)
                starter = written;
            text[written++] = codePoint;
        }

        return written;
    }

    private static int Composite(int first, int second)
    {
        int found = Array.BinarySearch(s_data.SortedParts, ((ulong)(uint)first << 32) | (uint)second);
        return found < 0 ? -1 : s_data.ByParts[found];
    }

    private static int Class(int codePoint) => CodePointTable.Traits(codePoint).CombiningClass;

    private static (int[] Composites, ulong[] Parts, ulong[] SortedParts, int[] ByParts) Unpack()
    {
        ReadOnlySpan<byte> data = Convert.FromBase64String(IdnaData.Compositions);
        var composites = new List<int>();
        var parts = new List<ulong>();
        int composite = 0;
        for (int at = 0; at < data.Length;)
        {
            composite += CodePointTable.ReadNumber(data, ref at);
            composites.Add(composite);
            ulong first = (uint)CodePointTable.ReadNumber(data, ref at);
            parts.Add((first << 32) | (uint)CodePointTable.ReadNumber(data, ref at));
        }

        ulong[] sorted = [.. parts];
        int[] byParts = [.. composites];
        Array.Sort(sorted, byParts);
        return ([.. composites], [.. parts], sorted, byParts);
    }
}
