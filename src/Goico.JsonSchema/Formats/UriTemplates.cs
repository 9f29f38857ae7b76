using System.Buffers;

namespace Goico.JsonSchema.Formats;

/// <summary>
/// RFC 6570 URI templates of level 4, with erratum 6937 (a literal apostrophe). The operators that the RFC sets aside
/// for later (<c>= , ! @ |</c>) belong to no level and are not accepted: nothing can expand them.
/// </summary>
internal static class UriTemplates
{
    private const int LongestPrefixDigits = 4;

    private static readonly SearchValues<byte> s_literals = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&'()*+,-./:;=?@[]_~"u8);

    private static readonly SearchValues<byte> s_variable = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"u8);

    public static bool IsTemplate(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int run = text.IndexOfAnyExcept(s_literals);
            if (run < 0)
                return true;
            text = text[run..];
            int length = text[0] switch
            {
                (byte)'{' => ExpressionLength(text),
                (byte)'%' => Uris.EncodedLength(text),
                >= 0x80 => InternationalCharacters.Length(text, allowsPrivate: true),
                _ => 0,
            };
            if (length == 0)
                return false;
            text = text[length..];
        }
    }

    /// <summary>The length of the expression that a text begins with, braces included, or 0.</summary>
    private static int ExpressionLength(ReadOnlySpan<byte> text)
    {
        int at = 1;
        if (text.Length > at && "+#./;?&"u8.Contains(text[at]))
            at++;
        while (true)
        {
            int length = VariableLength(text[at..]);
            at += length;
            if (length == 0 || at == text.Length)
                return 0;
            if (text[at] == '}')
                return at + 1;
            if (text[at++] != ',')
                return 0;
        }
    }

    /// <summary>The length of the variable, with its modifier, that a text begins with, or 0.</summary>
    private static int VariableLength(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int start = at;
            at = NameEnd(text, at);
            if (at == start)
                return 0;
            if (at == text.Length || text[at] != '.')
                break;
            at++;
        }

        if (at == text.Length)
            return at;
        if (text[at] == '*')
            return at + 1;
        if (text[at] != ':')
            return at;
        ReadOnlySpan<byte> prefix = text[(at + 1)..];
        int digits = prefix.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is > 0 and <= LongestPrefixDigits && prefix[0] != '0' ? at + 1 + digits : 0;
    }

    private static int NameEnd(ReadOnlySpan<byte> text, int at)
    {
        while (true)
        {
            int run = text[at..].IndexOfAnyExcept(s_variable);
            if (run < 0)
                return text.Length;
            at += run;
            int encoded = text[at] == '%' ? Uris.EncodedLength(text[at..]) : 0;
            if (encoded == 0)
                return at;
            at += encoded;
        }
    }
}
