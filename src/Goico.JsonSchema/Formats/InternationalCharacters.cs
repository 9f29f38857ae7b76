using System.Text;

namespace Goico.JsonSchema.Formats;

/// <summary>RFC 3987, section 2.2: the characters beyond ASCII that IRIs and URI templates have.</summary>
internal static class InternationalCharacters
{
    private const int LastOfPlane = 0xFFFD;

    /// <summary>
    /// The length in bytes of the character beyond ASCII that a text begins with, or 0 for one that is no
    /// <c>ucschar</c> and, where these are allowed, no <c>iprivate</c>.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> text, bool allowsPrivate)
    {
        // What is not UTF-8 comes as U+FFFD, which is neither.
        Rune.DecodeFromUtf8(text, out Rune rune, out int length);
        return IsUniversal(rune.Value) || (allowsPrivate && IsPrivate(rune.Value)) ? length : 0;
    }

    /// <summary>
    /// <c>ucschar</c>: anything but controls, surrogates, private use, noncharacters and the tags of plane 14.
    /// </summary>
    private static bool IsUniversal(int codePoint) => codePoint switch
    {
        < 0xA0 => false,
        < 0x10000 => codePoint is <= 0xD7FF or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF),
        < 0xE0000 => (codePoint & 0xFFFF) <= LastOfPlane,
        _ => codePoint is >= 0xE1000 and <= 0xEFFFD,
    };

    /// <summary><c>iprivate</c>: private use, which a query may hold.</summary>
    private static bool IsPrivate(int codePoint) =>
        codePoint is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0xFFFFD) or (>= 0x100000 and <= 0x10FFFD);
}
