using System.Text;
using Goico.JsonSchema.Patterns;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// A regular expression as a tree, as far as it takes to make texts that match. Anchors are left out. Whether a text
/// matches is for <see cref="Pattern"/> to say: what is read wrongly here costs examples, never a wrong answer.
/// </summary>
internal abstract record PatternShape
{
    private PatternShape()
    {
    }

    public static PatternShape Of(string pattern) => new Reader(pattern).Read();

    /// <summary>One of some characters.</summary>
    internal sealed record Characters(IReadOnlyList<string> Any) : PatternShape;

    /// <summary>One after the other.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternShape> Parts) : PatternShape;

    /// <summary>One of several.</summary>
    internal sealed record Choice(IReadOnlyList<PatternShape> Branches) : PatternShape;

    /// <summary>The same several times.</summary>
    internal sealed record Repeat(PatternShape Part, int Least, int Most) : PatternShape;

    private sealed class Reader(string pattern)
    {
        private const int NoLimit = 100_000;

        // Tried in this order wherever a class of characters allows them.
        private const string Common = "aA0b1-_ .xZ9/@é~\n";

        private int _at;

        public PatternShape Read() => Disjunction();

        private PatternShape Disjunction()
        {
            var branches = new List<PatternShape> { Alternative() };
            while (_at < pattern.Length && pattern[_at] == '|')
            {
                _at++;
                branches.Add(Alternative());
            }

            return branches is [var only] ? only : new Choice(branches);
        }

        private Sequence Alternative()
        {
            var parts = new List<PatternShape>();
            while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
            {
                if (pattern[_at] is '^' or '$')
                    _at++;
                else
                    parts.Add(Quantified(Atom()));
            }

            return new Sequence(parts);
        }

        private PatternShape Quantified(PatternShape atom)
        {
            (int least, int most) = _at < pattern.Length ? Bounds() : (1, 1);
            if (_at < pattern.Length && pattern[_at] == '?' && (least, most) != (1, 1))
                _at++;
            return (least, most) == (1, 1) ? atom : new Repeat(atom, least, most);
        }

        private (int Least, int Most) Bounds()
        {
            switch (pattern[_at])
            {
                case '*':
                    _at++;
                    return (0, NoLimit);
                case '+':
                    _at++;
                    return (1, NoLimit);
                case '?':
                    _at++;
                    return (0, 1);
                case '{' when pattern.IndexOf('}', _at) is var end and > 0:
                    string[] bounds = pattern[(_at + 1)..end].Split(',');
                    if (bounds.Length > 2 || !int.TryParse(bounds[0], out int least))
                        return (1, 1);
                    _at = end + 1;
                    int most = bounds.Length == 1 ? least : int.TryParse(bounds[1], out int limit) ? limit : NoLimit;
                    return (least, most);
                default:
                    return (1, 1);
            }
        }

        private PatternShape Atom()
        {
            int start = _at;
            char c = pattern[_at++];
            switch (c)
            {
                case '(':
                    return Group();
                case '[':
                    while (_at < pattern.Length && pattern[_at] != ']')
                        _at += pattern[_at] == '\\' ? 2 : 1;
                    _at = Math.Min(_at + 1, pattern.Length);
                    return OneOf(pattern[start.._at]);
                case '\\':
                    SkipEscape();
                    return OneOf(pattern[start.._at]);
                case '.':
                    return OneOf(".");
                default:
                    if (char.IsHighSurrogate(c) && _at < pattern.Length)
                        _at++;
                    return new Characters([pattern[start.._at]]);
            }
        }

        private PatternShape Group()
        {
            if (pattern.AsSpan(_at).StartsWith("?:"))
                _at += 2;
            else if (pattern.AsSpan(_at).StartsWith("?<"))
                _at = pattern.IndexOf('>', _at) + 1;
            PatternShape inner = Disjunction();
            _at = Math.Min(_at + 1, pattern.Length);
            return inner;
        }

        private void SkipEscape()
        {
            char c = _at < pattern.Length ? pattern[_at] : '\\';
            bool isBraced = c is 'u' or 'p' or 'P' && _at + 1 < pattern.Length && pattern[_at + 1] == '{';
            int length = c switch
            {
                _ when isBraced => pattern.IndexOf('}', _at) + 1 - _at,
                'u' => 5,
                'x' => 3,
                'c' => 2,
                _ => 1,
            };
            _at = Math.Min(_at + Math.Max(length, 1), pattern.Length);
        }

        /// <summary>Some characters of a class or an escape: common ones, and those it mentions.</summary>
        private static Characters OneOf(string expression)
        {
            Pattern? test = new PatternLibrary().TryCompile($"^{expression}$", out _);
            string[] any = [.. Common.Concat(expression).Where(c => !char.IsSurrogate(c)).Select(c => c.ToString())
                .Concat(expression.EnumerateRunes().Where(rune => !rune.IsBmp).Select(rune => rune.ToString()))
                .Append("😀").Distinct()
                .Where(text => test?.Matches(text) ?? false)];
            return new Characters(any.Length > 0 ? any : [Denoted(expression)]);
        }

        /// <summary>The character that an escape of digits denotes.</summary>
        private static string Denoted(string expression)
        {
            string digits = expression.Length > 2 ? expression[2..].Trim('{', '}') : "";
            bool isPoint = int.TryParse(digits, System.Globalization.NumberStyles.HexNumber, null, out int point)
                && Rune.IsValid(point);
            return isPoint ? char.ConvertFromUtf32(point) : "a";
        }
    }
}
