namespace Goico.JsonSchema.Text;

/// <summary>Numbers as most documents have them: read in a few instructions, still exactly.</summary>
internal static class PlainNumber
{
    private const int MostDigits = 18;

    /// <summary>The value of a number that the scanner calls a plain integer.</summary>
    public static long Integer(ReadOnlySpan<byte> raw)
    {
        bool negative = raw[0] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < raw.Length; i++)
            value = (value * 10) + (raw[i] - '0');
        return negative ? -value : value;
    }

    /// <summary>
    /// The integer just below a number with a fraction: it lies from there up to the next. False for a number with an
    /// exponent or too many digits.
    /// </summary>
    public static bool TryBracket(ReadOnlySpan<byte> raw, out long below)
    {
        bool negative = raw[0] == '-';
        below = 0;
        int at = negative ? 1 : 0;
        int last = Math.Min(raw.Length, at + MostDigits);
        for (; at < last && raw[at] != '.'; at++)
        {
            if (raw[at] > '9')
                return false;
            below = (below * 10) + (raw[at] - '0');
        }

        if (at == last || raw[at..].IndexOfAny((byte)'e', (byte)'E') >= 0)
            return false;
        below = negative ? -below - 1 : below;
        return true;
    }
}
