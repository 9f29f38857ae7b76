using System.Globalization;

namespace Goico.JsonSchema.Patterns;

/// <summary>The lexical side of ECMA-262 expressions: characters, escapes and quantifiers.</summary>
internal sealed class PatternReader(string pattern)
{
    private const int MostRepeats = 100_000;

    private int _at;

    public bool AtEnd => _at == pattern.Length;

    public char Peek => pattern[_at];

    /// <summary>Whether a quantifier in braces follows; other braces are text.</summary>
    public bool IsQuantifier
    {
        get
        {
            int before = _at;
            bool found = TakeBraces(out _, out _);
            _at = before;
            return found;
        }
    }

    public char Next() => pattern[_at++];

    public bool Take(char expected)
    {
        if (AtEnd || Peek != expected)
            return false;
        _at++;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0)
            {
                _at += text.Length;
                return true;
            }
        }

        return false;
    }

    /// <summary>In a class: a '-' that is not the last character, and so makes a range.</summary>
    public bool TakeRange() => _at + 1 < pattern.Length && pattern[_at + 1] != ']' && Take('-');

    /// <summary>The code point that begins with a unit just read.</summary>
    public int Complete(char unit)
    {
        bool isPair = char.IsHighSurrogate(unit) && !AtEnd && char.IsLowSurrogate(Peek);
        return isPair ? char.ConvertToUtf32(unit, Next()) : unit;
    }

    public void SkipDigits()
    {
        while (!AtEnd && char.IsAsciiDigit(Peek))
            _at++;
    }

    /// <summary>Reads a group's name and its '>'.</summary>
    public void TakeName()
    {
        int start = _at;
        while (!AtEnd && (char.IsLetterOrDigit(Peek) || Peek is '_' or '$'))
            _at++;
        if (_at == start || char.IsDigit(pattern[start]) || !Take('>'))
            throw new PatternException("has a group name that is not one");
    }

    /// <summary>A quantifier as .NET writes it, or null when none follows.</summary>
    public string? TakeQuantifier(out int least, out int most)
    {
        (least, most) = (0, 1);
        if (Peek is '*' or '+' or '?')
            return Next().ToString();
        if (Peek != '{')
            return null;
        int start = _at;
        return TakeBraces(out least, out most) ? pattern[start.._at] : null;
    }

    /// <summary>The set of \d, \w, \s, \p{…} and their opposites; null, with nothing read, for another escape.</summary>
    public CodePoints? TakeSetEscape()
    {
        CodePoints? set = Peek switch
        {
            'd' or 'D' => CodePoints.Digits,
            'w' or 'W' => CodePoints.Word,
            's' or 'S' => CodePoints.Space,
            'p' or 'P' => CodePoints.Any,
            _ => null,
        };
        if (set is null)
            return null;
        char kind = Next();
        if (kind is 'p' or 'P')
            set = TakeProperty();
        return char.IsAsciiLetterUpper(kind) ? set.Complement() : set;
    }

    /// <summary>The code point of an escape, from after its '\'.</summary>
    public int TakePointEscape(bool inClass)
    {
        char c = Next();
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inClass: return '\b';
            case '0' when AtEnd || !char.IsAsciiDigit(Peek): return 0;
            case 'x': return TakeHex(2);
            case 'c' when !AtEnd && char.IsAsciiLetter(Peek): return Next() & 0x1F;
            case 'u': return TakeUnicode();
        }

        if (char.IsAsciiLetterOrDigit(c))
            throw new PatternException($"has the escape \\{c}, which ECMA-262 does not know");
        return Complete(c);
    }

    private CodePoints TakeProperty()
    {
        int end = Take('{') ? pattern.IndexOf('}', _at) : -1;
        if (end < 0)
            throw new PatternException("has a \\p without {…}");
        string name = pattern[_at..end];
        _at = end + 1;
        return CodePoints.Property(name)
            ?? throw new PatternException($"uses the property {name}; only general categories, such as \\p{{L}}, "
                + "are supported", isMalformed: false);
    }

    private int TakeUnicode()
    {
        if (Take('{'))
        {
            int end = pattern.IndexOf('}', _at);
            if (end < 0 || !int.TryParse(pattern.AsSpan(_at, end - _at), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out int point) || point is < 0 or > 0x10FFFF)
            {
                throw new PatternException("has a \\u{…} that is not a code point");
            }

            _at = end + 1;
            return point;
        }

        int unit = TakeHex(4);
        if (!char.IsHighSurrogate((char)unit) || !TakeAny("\\u"))
            return unit;
        int second = TakeHex(4);
        if (!char.IsLowSurrogate((char)second))
            throw new PatternException("has half of a surrogate pair");
        return char.ConvertToUtf32((char)unit, (char)second);
    }

    private int TakeHex(int digits)
    {
        if (_at + digits > pattern.Length || !int.TryParse(pattern.AsSpan(_at, digits),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            throw new PatternException($"has an escape without its {digits} hexadecimal digits");
        }

        _at += digits;
        return value;
    }

    private bool TakeBraces(out int least, out int most)
    {
        most = 0;
        int start = _at;
        _at++;
        bool read = TakeCount(out least);
        most = least;
        if (read && Take(','))
        {
            if (!AtEnd && Peek != '}')
                read = TakeCount(out most);
        }

        if (read && Take('}'))
        {
            if (most < least && pattern[_at - 2] != ',')
                throw new PatternException("has a repetition whose bounds are in the wrong order");
            return true;
        }

        _at = start;
        return false;
    }

    private bool TakeCount(out int count)
    {
        int start = _at;
        SkipDigits();
        count = 0;
        if (_at == start)
            return false;
        if (!int.TryParse(pattern.AsSpan(start, _at - start), out count) || count > MostRepeats)
            throw new PatternException($"repeats more than {MostRepeats} times", isMalformed: false);
        return true;
    }
}
