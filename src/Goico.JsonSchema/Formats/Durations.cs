namespace Goico.JsonSchema.Formats;

/// <summary>ISO 8601 durations as RFC 3339, appendix A, has them: units in order, none skipped between two.</summary>
internal static class Durations
{
    public static bool IsDuration(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] != 'P')
            return false;
        text = text[1..];
        if (text[^1] == 'W')
            return text.Length > 1 && text[..^1].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        int split = text.IndexOf((byte)'T');
        if (split < 0)
            return Units(text, "YMD"u8);
        return (split == 0 || Units(text[..split], "YMD"u8)) && Units(text[(split + 1)..], "HMS"u8);
    }

    private static bool Units(ReadOnlySpan<byte> text, ReadOnlySpan<byte> units)
    {
        int expected = -1;
        do
        {
            int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0)
                return false;
            int unit = units.IndexOf(text[digits]);
            if (unit < 0 || (expected >= 0 && unit != expected))
                return false;
            expected = unit + 1;
            text = text[(digits + 1)..];
        }
        while (!text.IsEmpty);
        return true;
    }
}
