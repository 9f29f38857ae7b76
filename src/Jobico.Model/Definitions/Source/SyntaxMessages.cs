using System.Collections.Frozen;

namespace Jobico.Model.Definitions.Source;

/// <summary>Says in plain words what the YAML parser says in its own.</summary>
internal static class SyntaxMessages
{
    private static readonly FrozenDictionary<string, string> PlainWords = new Dictionary<string, string>
    {
        ["Mapping values are not allowed in this context."] =
            "a ':' is not possible here: check the indentation, and put quotes round text that contains ': '",
        ["While parsing a block mapping, did not find expected key."] =
            "expected a key with ': ' here: check that it stands exactly under the keys beside it",
        ["While parsing a block collection, did not find expected '-' indicator."] =
            "expected '- ' here: check that each item of the list stands exactly under the one before",
        ["While scanning a simple key, could not find expected ':'."] =
            "expected ':' and a space after the key",
        ["While parsing a flow mapping, did not find expected ',' or '}'."] =
            "expected ',' or '}' here: a '{' before it is not closed",
        ["While parsing a flow mapping,  did not find expected ',' or '}'."] =
            "expected ',' or '}' here: a '{' before it is not closed",
        ["While parsing a flow sequence, did not find expected ',' or ']'."] =
            "expected ',' or ']' here: a '[' before it is not closed",
        ["While scanning a quoted scalar, found unexpected end of stream."] =
            "a text in quotes begins here and does not end: add the closing quote",
        ["While scanning a quoted scalar, found unknown escape character."] =
            "an unknown escape after '\\': write '\\\\' for a backslash, or use single quotes",
        ["Block sequence entries are not allowed in this context."] =
            "a list item ('- ') is not possible here: begin the list on a line of its own, below its key",
        ["While scanning a multiline plain scalar, found invalid mapping."] =
            "a ':' is not possible in text that goes on from the line above: check the indentation",
        ["While scanning a plain scalar value, found invalid mapping."] =
            "a second ':' in one line: put quotes round text that contains ': '",
        ["While parsing a node, did not find expected node content."] =
            "a value is missing here, or a ',' or a bracket is one too many",
        ["Did not find expected <document start>."] =
            "expected 'key: value' here: check the indentation, and that a space follows the ':'",
        ["While scanning an anchor or alias, found value containing disallowed: []{},"] =
            "'&' and '*' need a name behind them: put quotes round text that begins with one of them",
        ["While scanning a directive, could not find expected directive name."] =
            "'%' can't begin a line: put the text in quotes",
        ["Found incompatible YAML document."] =
            "the %YAML line asks for a version that is not supported: remove the line",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Where a text stops being YAML, and the message for it.</summary>
    /// <param name="parserMessage">What the parser says.</param>
    /// <param name="at">The place that it points at.</param>
    /// <param name="yaml">The whole text.</param>
    public static (SourcePosition At, string Message) InPlainWords(
        string parserMessage, SourcePosition at, string yaml)
    {
        if (FindTab(parserMessage, at.Line, yaml) is { } tab)
            return (tab, "malformed YAML: a tab can't indent YAML: use spaces");
        string words = PlainWords.GetValueOrDefault(parserMessage)
            ?? OfCharacter(parserMessage, at, yaml)
            ?? Lower(parserMessage);
        return (Within(yaml, at), $"malformed YAML: {words}");
    }

    private static string? OfCharacter(string parserMessage, SourcePosition at, string yaml)
    {
        if (parserMessage != "While scanning for the next token, found character that cannot start any token.")
            return null;
        int number = 0;
        foreach (ReadOnlySpan<char> line in yaml.AsSpan().EnumerateLines())
        {
            if (++number != at.Line || at.Column > line.Length) continue;
            return $"{Quoted.Character(line.ToString(), at.Column - 1)} can't begin a value: put the value in quotes";
        }
        return "a character that can't begin a value: put the value in quotes";
    }

    /// <summary>
    /// The tab that the parser stumbled over, if it was one. When its message speaks of a tab, it points at the value
    /// before it, so the tab is further down; when it speaks of something else, a tab in the line explains that.
    /// </summary>
    private static SourcePosition? FindTab(string parserMessage, int from, string yaml)
    {
        bool isNamed = parserMessage.Contains(" tab ", StringComparison.Ordinal);
        int number = 0;
        foreach (ReadOnlySpan<char> line in yaml.AsSpan().EnumerateLines())
        {
            number++;
            if (number < from || (number > from && !isNamed)) continue;
            ReadOnlySpan<char> indentation = line[..^line.TrimStart(" \t").Length];
            int tab = indentation.IndexOf('\t');
            if (tab >= 0 && indentation.Length < line.Length) return new SourcePosition(number, tab + 1);
        }
        return null;
    }

    /// <summary>The place, or the end of the text where the parser points behind it.</summary>
    private static SourcePosition Within(string yaml, SourcePosition at)
    {
        int lines = 0;
        int length = 0;
        foreach (ReadOnlySpan<char> line in yaml.AsSpan().EnumerateLines())
        {
            lines++;
            length = line.Length;
        }
        return at.Line <= lines ? at : new SourcePosition(lines, length + 1);
    }

    private static string Lower(string message)
    {
        string line = Quoted.Plain(message.TrimEnd('.'), mostCharacters: 200);
        return line.Length == 0 ? "it can't be read" : char.ToLowerInvariant(line[0]) + line[1..];
    }
}
