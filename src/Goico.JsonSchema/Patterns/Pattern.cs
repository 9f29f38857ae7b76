using System.Text;
using System.Text.RegularExpressions;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// An ECMA-262 regular expression that matches in linear time. Plain text, with or without anchors, is compared as
/// bytes; anything else runs on .NET's automaton without backtracking.
/// </summary>
internal sealed class Pattern
{
    private readonly Regex? _regex;
    private readonly byte[] _literal = [];
    private readonly bool _fromStart;
    private readonly bool _toEnd;

    private Pattern(string written, Regex regex) => (Written, _regex) = (written, regex);

    private Pattern(string written, string literal, bool fromStart, bool toEnd)
    {
        Written = written;
        _literal = Encoding.UTF8.GetBytes(literal);
        _fromStart = fromStart;
        _toEnd = toEnd;
    }

    /// <summary>The expression as the schema has it.</summary>
    public string Written { get; }

    /// <summary>Compiles an expression; null with the reason when it is wrong or can't be matched in linear time.</summary>
    public static Pattern? TryCompile(string written, out string problem)
    {
        Translation translation = PatternTranslator.Translate(written);
        problem = translation.Problem ?? "";
        if (translation.Problem is not null)
            return null;
        if (translation.Literal is not null)
            return new Pattern(written, translation.Literal, translation.FromStart, translation.ToEnd);
        try
        {
            return new Pattern(written,
                new Regex(translation.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = $"can't be matched in linear time: {e.Message}";
            return null;
        }
    }

    public bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch)
    {
        if (_regex is not null)
            return _regex.IsMatch(scratch.Widen(text));
        if (_fromStart)
            return _toEnd ? text.SequenceEqual(_literal) : text.StartsWith(_literal);
        return _toEnd ? text.EndsWith(_literal) : text.IndexOf(_literal) >= 0;
    }
}
