using System.Globalization;
using System.Text;

namespace Jobico.Model;

/// <summary>How messages quote what a stranger wrote: on one line, short, and with nothing that a terminal obeys.
/// </summary>
internal static class Quoted
{
    private const int MostCharacters = 60;

    /// <summary>The text in quotes, cut after 60 characters, with control characters and lone surrogates as
    /// <c>\uXXXX</c>.</summary>
    public static string Text(string text) => $"'{Plain(text)}'";

    /// <summary>As <see cref="Text"/>, without the quotes, and cut where the caller says.</summary>
    public static string Plain(string text, int mostCharacters = MostCharacters)
    {
        var quoted = new StringBuilder();
        int index = 0;
        for (int length = 0; index < text.Length && length < mostCharacters; length++)
            index += AppendCharacter(quoted, text, index);
        if (index < text.Length) quoted.Append('…');
        return quoted.ToString();
    }

    /// <summary>The character at an index in quotes, as <see cref="Text"/> writes it; a space by its name.</summary>
    public static string Character(string text, int index)
    {
        if (text[index] == ' ') return "a space";
        var quoted = new StringBuilder("'");
        AppendCharacter(quoted, text, index);
        return quoted.Append('\'').ToString();
    }

    private static int AppendCharacter(StringBuilder quoted, string text, int index)
    {
        bool whole = Rune.TryGetRuneAt(text, index, out Rune rune);
        bool shown = whole && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
        if (shown) quoted.Append(rune.ToString());
        else quoted.Append($"\\u{(int)text[index]:X4}");
        return shown ? rune.Utf16SequenceLength : 1;
    }
}
