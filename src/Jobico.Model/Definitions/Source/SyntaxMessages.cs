using System.Collections.Frozen;
using YamlDotNet.Core;

namespace Jobico.Model.Definitions.Source;

/// <summary>Says in plain words what the YAML parser says in its own.</summary>
internal static class SyntaxMessages
{
    private static readonly FrozenDictionary<string, string> PlainWords = new Dictionary<string, string>
    {
        ["Mapping values are not allowed in this context."] =
            "a ':' is not possible here: check the indentation, and put quotes round text that contains ': '",
        ["While parsing a block mapping, did not find expected key."] =
            "expected a key here: check that it stands exactly under the keys beside it",
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
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The message for a text that is no YAML.</summary>
    /// <param name="malformed">What the parser says.</param>
    /// <param name="yaml">The whole text.</param>
    /// <param name="line">The line that the parser points at, counted from 1.</param>
    public static string InPlainWords(YamlException malformed, string yaml, int line)
    {
        string words = IsIndentedWithTab(yaml, line) ? "a tab can't indent YAML: use spaces"
            : PlainWords.GetValueOrDefault(malformed.Message)
            ?? OfCharacter(malformed, yaml, line)
            ?? Lower(malformed.Message);
        return $"malformed YAML: {words}";
    }

    private static string? OfCharacter(YamlException malformed, string yaml, int line)
    {
        if (malformed.Message != "While scanning for the next token, found character that cannot start any token.")
            return null;
        string text = LineOf(yaml, line).ToString();
        int index = (int)malformed.Start.Column - 1;
        return index >= 0 && index < text.Length
            ? $"{Quoted.Character(text, index)} can't begin a value: put the value in quotes"
            : "a character that can't begin a value: put the value in quotes";
    }

    private static bool IsIndentedWithTab(string yaml, int line)
    {
        ReadOnlySpan<char> text = LineOf(yaml, line);
        return text[..^text.TrimStart(" \t").Length].Contains('\t');
    }

    private static ReadOnlySpan<char> LineOf(string yaml, int line)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> text in yaml.AsSpan().EnumerateLines())
        {
            if (++number == line) return text;
        }
        return [];
    }

    private static string Lower(string message)
    {
        string line = message.ReplaceLineEndings(" ").TrimEnd('.');
        return line.Length == 0 ? "it can't be read" : char.ToLowerInvariant(line[0]) + line[1..];
    }
}
