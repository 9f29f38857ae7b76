using System.Text;

namespace Jobico.Cli.Output;

/// <summary>Text from programs and tenants, made fit for one line of a terminal.</summary>
internal static class Visible
{
    /// <summary>
    /// Shows control characters as escapes, so that no program can move the cursor or colour the screen of whoever
    /// watches it.
    /// </summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return text;
        }
        var line = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            _ = character switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                < ' ' or (>= '\x7f' and <= '\x9f') => line.Append($"\\u{(int)character:x4}"),
                _ => line.Append(character),
            };
        }
        return line.ToString();
    }

    /// <summary>The beginning of a text, with an ellipsis where it was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (text.Length <= columns) return text;
        if (columns <= 1) return columns == 1 ? "…" : "";
        int end = char.IsHighSurrogate(text[columns - 2]) ? columns - 2 : columns - 1;
        return text[..end] + "…";
    }
}
