using System.Text;

namespace Goico.Wasm.Outbound;

/// <summary>How messages quote what a guest or a definition wrote: on one line and short.</summary>
internal static class QuotedText
{
    private const int MostCharacters = 80;

    /// <summary>The text in quotes, cut after 80 characters, with what is not printable ASCII as <c>?</c>.</summary>
    public static string Of(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, MostCharacters)))
            quoted.Append(character is >= ' ' and <= '~' ? character : '?');
        return quoted.Append(text.Length > MostCharacters ? "…'" : "'").ToString();
    }
}
