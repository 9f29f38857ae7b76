namespace Goico.JsonSchema.Formats.Idna;

/// <summary>RFC 3492, with the parameters of section 5: code points as letters, digits and hyphens.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int SmallestThreshold = 1;
    private const int LargestThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialCodePoint = 0x80;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>
    /// The code points of an encoded text, in lower case; returns their number, or -1 when the text is not Punycode.
    /// A destination as long as the text suffices. Each code point sequence has one encoding (but for case), so what
    /// decodes would encode to itself again.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> text, Span<int> destination)
    {
        int basic = Math.Max(text.LastIndexOf((byte)'-'), 0);
        for (int i = 0; i < basic; i++)
            destination[i] = char.ToLowerInvariant((char)text[i]);
        int count = basic;
        int at = basic > 0 ? basic + 1 : 0;
        int codePoint = InitialCodePoint;
        int position = 0;
        int bias = InitialBias;
        while (at < text.Length)
        {
            int delta = ReadDelta(text, ref at, bias);
            if (delta < 0)
                return -1;
            count++;
            long sum = (long)position + delta;
            codePoint = (int)Math.Min(codePoint + (sum / count), LastCodePoint + 1);
            if (codePoint > LastCodePoint)
                return -1;
            bias = Adapt(delta, count, isFirst: count == basic + 1);
            position = (int)(sum % count);
            destination[position..(count - 1)].CopyTo(destination[(position + 1)..]);
            destination[position++] = codePoint;
        }

        return count;
    }

    /// <summary>The length of the encoding of code points, of which one at least is not ASCII.</summary>
    public static int EncodedLength(ReadOnlySpan<int> codePoints)
    {
        int basic = 0;
        foreach (int codePoint in codePoints)
            basic += codePoint < InitialCodePoint ? 1 : 0;
        int length = basic > 0 ? basic + 1 : 0;
        int handled = basic;
        int bias = InitialBias;
        int current = InitialCodePoint;
        // A label has fewer than 64 code points, so this stays far below 2^31.
        int delta = 0;
        while (handled < codePoints.Length)
        {
            int next = int.MaxValue;
            foreach (int codePoint in codePoints)
                next = codePoint >= current ? Math.Min(next, codePoint) : next;
            delta += (next - current) * (handled + 1);
            current = next;
            foreach (int codePoint in codePoints)
            {
                if (codePoint < current)
                    delta++;
                if (codePoint != current)
                    continue;
                length += DeltaLength(delta, bias);
                bias = Adapt(delta, handled + 1, isFirst: handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            current++;
        }

        return length;
    }

    /// <summary>A number of digits whose weights grow, or -1 when it is not whole or too large.</summary>
    private static int ReadDelta(ReadOnlySpan<byte> text, ref int at, int bias)
    {
        long delta = 0;
        long weight = 1;
        for (int k = Base; at < text.Length; k += Base)
        {
            int digit = Digit(text[at++]);
            if (digit < 0)
                return -1;
            delta += digit * weight;
            if (delta > int.MaxValue)
                return -1;
            int threshold = Threshold(k, bias);
            if (digit < threshold)
                return (int)delta;
            weight *= Base - threshold;
            // Beyond this, any digit but zero would be too large; so many zeros are no shorter way to say it.
            if (weight > int.MaxValue)
                return -1;
        }

        return -1;
    }

    private static int DeltaLength(int delta, int bias)
    {
        int length = 1;
        int k = Base;
        for (int threshold = Threshold(k, bias); delta >= threshold; threshold = Threshold(k, bias))
        {
            delta = (delta - threshold) / (Base - threshold);
            length++;
            k += Base;
        }

        return length;
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, SmallestThreshold, LargestThreshold);

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta /= isFirst ? Damp : 2;
        delta += delta / count;
        int k = 0;
        while (delta > (Base - SmallestThreshold) * LargestThreshold / 2)
        {
            delta /= Base - SmallestThreshold;
            k += Base;
        }

        return k + ((Base - SmallestThreshold + 1) * delta / (delta + Skew));
    }

    private static int Digit(byte b) => (b | 0x20) switch
    {
        >= 'a' and <= 'z' => (b | 0x20) - 'a',
        _ when char.IsAsciiDigit((char)b) => b - '0' + 26,
        _ => -1,
    };
}
