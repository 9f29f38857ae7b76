using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The grammar of ECMA-262 with the u flag, without what <see cref="ReferencePattern"/> leaves out.</summary>
internal sealed class ReferencePatternParser(string written)
{
    private const string Syntax = "^$\\.*+?()[]{}|/";

    private readonly int[] _points = [.. written.EnumerateRunes().Select(rune => rune.Value)];
    private int _at;

    public PatternNode Parse()
    {
        PatternNode choice = Choice();
        return _at == _points.Length ? choice : throw Unknown();
    }

    private PatternChoice Choice()
    {
        var options = new List<PatternNode> { Sequence() };
        while (Take('|'))
            options.Add(Sequence());
        return new PatternChoice(options);
    }

    private PatternSequence Sequence()
    {
        var parts = new List<PatternNode>();
        while (_at < _points.Length && _points[_at] is not ('|' or ')'))
        {
            // Those can't be repeated.
            parts.Add(Assertion() ?? Quantified(Atom()));
        }

        return new PatternSequence(parts);
    }

    private PatternAssertion? Assertion()
    {
        if (Take("^"))
            return PatternAssertion.AtStart;
        if (Take("$"))
            return PatternAssertion.AtEnd;
        if (Take("\\b"))
            return PatternAssertion.AtBoundary;
        if (Take("\\B"))
            return PatternAssertion.AtBoundary.Negated;
        if (Take("(?="))
            return PatternAssertion.Ahead(Group());
        if (Take("(?!"))
            return PatternAssertion.Ahead(Group()).Negated;
        if (Take("(?<="))
            return PatternAssertion.Behind(Group());
        return Take("(?<!") ? PatternAssertion.Behind(Group()).Negated : null;
    }

    private PatternNode Group()
    {
        PatternNode group = Choice();
        return Take(')') ? group : throw Unknown();
    }

    private PatternNode Atom()
    {
        int point = Next();
        switch (point)
        {
            case '.':
                return new PatternSet(c => c is not ('\n' or '\r' or 0x2028 or 0x2029));
            case '[':
                return Class();
            case '\\':
                return Escape(inClass: false) is { Set: { } set } ? new PatternSet(set) : throw Unknown();
            case '(':
                if (Take('?') && !Take(':'))
                    throw Unknown();
                return Group();
            case '*' or '+' or '?' or '{' or '}' or ']' or ')':
                throw Unknown();
            default:
                return new PatternSet(c => c == point);
        }
    }

    private PatternNode Quantified(PatternNode atom)
    {
        (int Least, int Most) bounds;
        if (Take('*'))
            bounds = (0, int.MaxValue);
        else if (Take('+'))
            bounds = (1, int.MaxValue);
        else if (Take('?'))
            bounds = (0, 1);
        else if (Take('{'))
            bounds = Braces();
        else
            return atom;
        // Lazy or not, the same texts match.
        Take('?');
        return bounds.Least <= bounds.Most ? new PatternRepeat(atom, bounds.Least, bounds.Most) : throw Unknown();
    }

    private (int Least, int Most) Braces()
    {
        int least = Digits() ?? throw Unknown();
        int most = !Take(',') ? least : Digits() ?? int.MaxValue;
        return Take('}') ? (least, most) : throw Unknown();
    }

    private int? Digits()
    {
        int start = _at;
        while (_at < _points.Length && _points[_at] is >= '0' and <= '9')
            _at++;
        return _at - start is > 0 and < 9
            ? _points[start.._at].Aggregate(0, (number, digit) => (number * 10) + digit - '0') : null;
    }

    private PatternSet Class()
    {
        bool negated = Take('^');
        var sets = new List<Func<int, bool>>();
        while (!Take(']'))
        {
            (Func<int, bool> set, int? from) = Member();
            if (_at + 1 < _points.Length && _points[_at] == '-' && _points[_at + 1] != ']')
            {
                _at++;
                int? to = Member().Point;
                if (from is not { } low || to is not { } high || low > high)
                    throw Unknown();
                set = c => c >= low && c <= high;
            }

            sets.Add(set);
        }

        return new PatternSet(c => sets.Exists(set => set(c)) != negated);
    }

    private (Func<int, bool> Set, int? Point) Member()
    {
        int point = Next();
        return point == '\\' ? Escape(inClass: true) : (c => c == point, point);
    }

    /// <summary>What stands for a set of characters or, then with its point, for one.</summary>
    private (Func<int, bool> Set, int? Point) Escape(bool inClass)
    {
        int escaped = Next();
        switch (escaped)
        {
            case 'd' or 'w' or 's':
                return (c => IsOf(escaped, c), null);
            case 'D' or 'W' or 'S':
                return (c => !IsOf(escaped + 'a' - 'A', c), null);
            case 'p' or 'P':
                Predicate<Rune> category = Property();
                return (c => category(new Rune(c)) == (escaped == 'p'), null);
        }

        int point = escaped switch
        {
            't' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'u' => Hex(4),
            'x' => Hex(2),
            '-' when inClass => '-',
            < 128 when Syntax.Contains((char)escaped, StringComparison.Ordinal) => escaped,
            _ => throw Unknown(),
        };
        // Halves of a pair are beyond what is known here.
        return char.IsSurrogate((char)point) && point < 0x10000 ? throw Unknown() : (c => c == point, point);
    }

    private static bool IsOf(int name, int point) => name switch
    {
        'd' => point is >= '0' and <= '9',
        'w' => PatternAssertion.IsWord(point),
        _ => point is >= '\t' and <= '\r' or ' ' or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A)
            or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000 or 0xFEFF,
    };

    private Predicate<Rune> Property()
    {
        if (!Take('{'))
            throw Unknown();
        var name = new StringBuilder();
        while (!Take('}'))
            name.Append((char)Next());
        return name.ToString() switch
        {
            "L" or "Letter" => Rune.IsLetter,
            "Lu" or "Uppercase_Letter" => Rune.IsUpper,
            "Nd" or "Decimal_Number" => Rune.IsDigit,
            _ => throw Unknown(),
        };
    }

    private int Hex(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            string digit = ((char)Next()).ToString();
            if (!int.TryParse(digit, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number))
                throw Unknown();
            value = (value * 16) + number;
        }

        return value;
    }

    private int Next() => _at < _points.Length ? _points[_at++] : throw Unknown();

    private bool Take(string expected)
    {
        bool isThere = _points.AsSpan(_at).StartsWith(expected.Select(c => (int)c).ToArray());
        _at += isThere ? expected.Length : 0;
        return isThere;
    }

    private bool Take(char expected)
    {
        bool isThere = _at < _points.Length && _points[_at] == expected;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private ReferenceException Unknown() => new($"the expression {written} is not known here, from {_at}");
}
