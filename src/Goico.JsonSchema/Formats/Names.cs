using System.Text;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Formats;

/// <summary>UUIDs, JSON Pointers and regular expressions.</summary>
internal static class Names
{
    private const int UuidLength = 36;

    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != UuidLength)
            return false;
        for (int i = 0; i < UuidLength; i++)
        {
            bool fits = i is 8 or 13 or 18 or 23 ? text[i] == '-' : char.IsAsciiHexDigit((char)text[i]);
            if (!fits)
                return false;
        }

        return true;
    }

    public static bool IsJsonPointer(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[0] != '/')
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ((byte)'0' or (byte)'1')))
                return false;
        }

        return true;
    }

    public static bool IsRelativeJsonPointer(ReadOnlySpan<byte> text)
    {
        int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = text.Length;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        ReadOnlySpan<byte> rest = text[digits..];
        return rest.SequenceEqual("#"u8) || IsJsonPointer(rest);
    }

    /// <summary>Whether the syntax is right; what can't be matched in linear time is still an expression.</summary>
    public static bool IsRegex(ReadOnlySpan<byte> text) =>
        !PatternParser.Parse(Encoding.UTF8.GetString(text)).IsMalformed;
}
