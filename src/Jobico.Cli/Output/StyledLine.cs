using Spectre.Console;

namespace Jobico.Cli.Output;

/// <summary>A line of parts in styles of their own; what is too long for the terminal goes on below its column.
/// </summary>
internal static class StyledLine
{
    /// <summary>Writes parts beside each other, a space between them.</summary>
    public static void Write(Screen screen, params ReadOnlySpan<(string Text, string Style)> parts)
    {
        var line = new Paragraph { Overflow = Overflow.Fold };
        bool first = true;
        foreach ((string text, string style) in parts)
        {
            if (text.Length == 0) continue;
            if (!first) line.Append(" ");
            first = false;
            line.Append(text, StyleOf(style));
        }
        screen.Console.Write(line.Append("\n"));
    }

    /// <summary>Writes a text behind a head; its further lines begin where the first does.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="head">What stands before it, its padding included.</param>
    /// <param name="headStyle">The head's style; empty for none.</param>
    /// <param name="text">The text, without control characters.</param>
    /// <param name="style">The text's style; empty for none.</param>
    public static void Hanging(Screen screen, string head, string headStyle, string text, string style = "")
    {
        int room = Math.Max(screen.Width - head.Length - 1, 8);
        var line = new Paragraph { Overflow = Overflow.Fold };
        line.Append(head, StyleOf(headStyle));
        string indent = new(' ', head.Length);
        bool first = true;
        foreach (string piece in Pieces(text, room))
        {
            if (!first) line.Append("\n" + indent);
            first = false;
            line.Append(piece, StyleOf(style));
        }
        screen.Console.Write(line.Append("\n"));
    }

    private static Style StyleOf(string style) => style.Length == 0 ? Style.Plain : Style.Parse(style);

    /// <summary>Cuts at the last space that fits, or, in a word that is longer than a line, where the line ends.
    /// </summary>
    private static IEnumerable<string> Pieces(string text, int room)
    {
        while (text.Length > room)
        {
            int space = text.LastIndexOf(' ', room);
            int end = space > room / 2 ? space : char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
            yield return text[..end];
            text = text[end..].TrimStart(' ');
        }
        yield return text;
    }
}
