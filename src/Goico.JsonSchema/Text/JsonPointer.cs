using System.Buffers;
using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Text;

/// <summary>RFC 6901: writing and following JSON Pointers.</summary>
internal static class JsonPointer
{
    private static readonly SearchValues<char> s_fragmentCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    public static string Child(string parent, string segment) =>
        Append(new StringBuilder(parent), segment).ToString();

    public static string Child(string parent, int position) =>
        string.Concat(parent, "/", position.ToString(CultureInfo.InvariantCulture));

    public static StringBuilder Append(StringBuilder pointer, string segment) =>
        pointer.Append('/').Append(segment.Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal));

    /// <summary>A pointer as a URI fragment, without '#': what a fragment can't hold is percent-encoded.</summary>
    public static string ToFragment(string pointer)
    {
        if (pointer.AsSpan().IndexOfAnyExcept(s_fragmentCharacters) < 0)
            return pointer;
        var fragment = new StringBuilder(pointer.Length * 2);
        foreach (byte unit in Encoding.UTF8.GetBytes(pointer))
        {
            if (s_fragmentCharacters.Contains((char)unit))
                fragment.Append((char)unit);
            else
                fragment.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return fragment.ToString();
    }

    /// <summary>The decoded segments of a pointer, or null when it is not one.</summary>
    public static string[]? Segments(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            return null;
        string[] segments = pointer[1..].Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            string? decoded = Decode(segments[i]);
            if (decoded is null)
                return null;
            segments[i] = decoded;
        }

        return segments;
    }

    /// <summary>The position that a segment names in an array, or -1: no sign and no leading zero.</summary>
    public static int Position(string segment)
    {
        bool canonical = segment.Length is > 0 and < 10 && segment.All(char.IsAsciiDigit)
            && (segment.Length == 1 || segment[0] != '0');
        return canonical ? int.Parse(segment, CultureInfo.InvariantCulture) : -1;
    }

    private static string? Decode(string segment)
    {
        for (int at = segment.IndexOf('~', StringComparison.Ordinal); at >= 0; at = segment.IndexOf('~', at + 1))
        {
            if (at + 1 >= segment.Length || segment[at + 1] is not ('0' or '1'))
                return null;
        }

        return segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
