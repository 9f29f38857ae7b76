namespace Goico.JsonSchema.Text;

/// <summary>The escapes of JSON strings, RFC 8259 section 7.</summary>
internal static class JsonEscape
{
    /// <summary>No escape that JSON knows.</summary>
    public const int Unknown = 0;

    /// <summary>A surrogate without its other half.</summary>
    public const int HalfPair = -1;

    /// <summary>The document ends after the backslash.</summary>
    public const int CutOff = -2;

    private const int UnitLength = 6;

    /// <summary>
    /// How many bytes the escape at a backslash takes, both halves of a surrogate pair; or what it lacks.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> bytes, int at)
    {
        if (at + 1 >= bytes.Length)
            return CutOff;
        if ("\"\\/bfnrt"u8.Contains(bytes[at + 1]))
            return 2;
        if (!TryReadUnit(bytes, at, out char first))
            return Unknown;
        if (!char.IsSurrogate(first))
            return UnitLength;
        bool isPair = char.IsHighSurrogate(first) && TryReadUnit(bytes, at + UnitLength, out char second)
            && char.IsLowSurrogate(second);
        return isPair ? 2 * UnitLength : HalfPair;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> bytes, int at, out char unit)
    {
        unit = '\0';
        if (at + UnitLength > bytes.Length || bytes[at] != '\\' || bytes[at + 1] != 'u')
            return false;
        int value = 0;
        for (int i = at + 2; i < at + UnitLength; i++)
        {
            if (!char.IsAsciiHexDigit((char)bytes[i]))
                return false;
            int digit = bytes[i] <= '9' ? bytes[i] - '0' : (bytes[i] | 0x20) - 'a' + 10;
            value = (value << 4) | digit;
        }

        unit = (char)value;
        return true;
    }
}
