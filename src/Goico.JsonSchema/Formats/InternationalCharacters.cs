namespace Goico.JsonSchema.Formats;

/// <summary>RFC 3987, section 2.2: the characters beyond ASCII that IRIs have.</summary>
internal static class InternationalCharacters
{
    private const int LastOfPlane = 0xFFFD;

    /// <summary>
    /// <c>ucschar</c>: anything but controls, surrogates, private use, noncharacters and the tags of plane 14.
    /// </summary>
    public static bool IsUniversal(int codePoint) => codePoint switch
    {
        < 0xA0 => false,
        < 0x10000 => codePoint is <= 0xD7FF or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF),
        < 0xE0000 => (codePoint & 0xFFFF) <= LastOfPlane,
        _ => codePoint is >= 0xE1000 and <= 0xEFFFD,
    };

    /// <summary><c>iprivate</c>: private use, which a query may hold.</summary>
    public static bool IsPrivate(int codePoint) =>
        codePoint is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0xFFFFD) or (>= 0x100000 and <= 0x10FFFD);
}
