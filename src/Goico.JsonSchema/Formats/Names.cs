using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Formats;

/// <summary>UUIDs, JSON Pointers and regular expressions.</summary>
internal static class Names
{
    private const int UuidLength = 36;

    /// <summary>RFC 4122, section 3: five groups of hexadecimal digits, of any version and variant.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        // Hyphens stand at 8, 13, 18 and 23; three vectors, of which two overlap, see all of the text.
        return text.Length == UuidLength
            && HasHyphens(Vector128.Create(text), (1 << 8) | (1 << 13))
            && HasHyphens(Vector128.Create(text[16..]), (1 << 2) | (1 << 7))
            && HasHyphens(Vector128.Create(text[20..]), 1 << 3);
    }

    /// <summary>RFC 6901: a tilde stands before 0 or 1 only.</summary>
    public static bool IsJsonPointer(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[0] != '/')
            return false;
        for (int tilde = text.IndexOf((byte)'~'); tilde >= 0; tilde = text.IndexOf((byte)'~'))
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ((byte)'0' or (byte)'1'))
                return false;
            text = text[(tilde + 2)..];
        }

        return true;
    }

    /// <summary>The pointer of the drafts before 2020-12 (draft-handrews-relative-json-pointer).</summary>
    public static bool IsRelativeJsonPointer(ReadOnlySpan<byte> text)
    {
        int digits = IntegerLength(text);
        return digits > 0 && (text[digits..].SequenceEqual("#"u8) || IsJsonPointer(text[digits..]));
    }

    /// <summary>
    /// The pointer of draft 2020-12 (draft-bhutton-relative-json-pointer-00): <c>+1</c> or <c>-1</c> behind the first
    /// number steps among the items of an array.
    /// </summary>
    public static bool IsAdjustableRelativeJsonPointer(ReadOnlySpan<byte> text)
    {
        int digits = IntegerLength(text);
        if (digits == 0 || digits == text.Length || text[digits] is not ((byte)'+' or (byte)'-'))
            return IsRelativeJsonPointer(text);
        ReadOnlySpan<byte> adjusted = text[(digits + 1)..];
        return IsRelativeJsonPointer(adjusted) && adjusted[0] != '0';
    }

    /// <summary>Whether the syntax is right; what can't be matched in linear time is still an expression.</summary>
    public static bool IsRegex(ReadOnlySpan<byte> text) =>
        !PatternParser.Parse(Encoding.UTF8.GetString(text)).IsMalformed;

    /// <summary>Whether bytes are hyphens at a set of places, and hexadecimal digits at all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasHyphens(Vector128<byte> bytes, uint places)
    {
        Vector128<byte> isHyphen = Vector128.Equals(bytes, Vector128.Create((byte)'-'));
        Vector128<byte> isDigit = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        Vector128<byte> lower = bytes | Vector128.Create((byte)0x20);
        Vector128<byte> isLetter = Vector128.LessThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)6));
        return isHyphen.ExtractMostSignificantBits() == places
            && (isHyphen | isDigit | isLetter) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>The length of the number that a text begins with, which has no leading zeros, or 0.</summary>
    private static int IntegerLength(ReadOnlySpan<byte> text)
    {
        int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = text.Length;
        return digits > 1 && text[0] == '0' ? 0 : digits;
    }
}
