using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>The lexical side of ECMA-262 expressions: characters, escapes and quantifiers.</summary>
internal sealed class PatternReader(string pattern)
{
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
    public string TakeName()
    {
        var name = new StringBuilder();
        while (!AtEnd && !Take('>'))
        {
            char c = Next();
            bool isEscape = c == '\\' && Take('u');
            int point = isEscape ? TakeUnicode() : Complete(c);
            if (!Rune.TryCreate(point, out Rune letter) || !IsNamePart(letter, isFirst: name.Length == 0))
                break;
            name.Append(letter);
        }

        if (name.Length == 0 || _at == 0 || pattern[_at - 1] != '>')
            throw new PatternException("has a group name that is not one");
        return name.ToString();
    }

    /// <summary>Reads a quantifier; false when none follows.</summary>
    public bool TakeQuantifier(out int least, out int most)
    {
        (least, most) = (0, int.MaxValue);
        if (AtEnd)
            return false;
        if (Take('*'))
            return true;
        if (Take('?'))
        {
            most = 1;
            return true;
        }

        if (Take('+'))
        {
            least = 1;
            return true;
        }

        return Peek == '{' && TakeBraces(out least, out most);
    }

    /// <summary>Reads letters out of a few; each once.</summary>
    public string TakeLetters(string allowed)
    {
        int start = _at;
        while (!AtEnd && allowed.Contains(Peek, StringComparison.Ordinal)
            && !pattern.AsSpan(start, _at - start).Contains(Peek))
        {
            _at++;
        }

        return pattern[start.._at];
    }

    /// <summary>The set of \d, \w, \s, \p{…} or an opposite; null, with nothing read, for other escapes.</summary>
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
        return PropertyEscape.Read(name);
    }

    private static bool IsNamePart(Rune letter, bool isFirst) => letter.Value is '_' or '$' || Rune.IsLetter(letter)
        || Rune.GetUnicodeCategory(letter) == UnicodeCategory.LetterNumber
        || (!isFirst && (letter.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(letter)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation));

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
        if (!char.IsHighSurrogate((char)unit) || !TryHex(_at + 2, 4, out int second)
            || !char.IsLowSurrogate((char)second) || !TakeAny("\\u"))
        {
            return unit;
        }

        _at += 4;
        return char.ConvertToUtf32((char)unit, (char)second);
    }

    private int TakeHex(int digits)
    {
        if (!TryHex(_at, digits, out int value))
            throw new PatternException($"has an escape without its {digits} hexadecimal digits");
        _at += digits;
        return value;
    }

    private bool TryHex(int from, int digits, out int value)
    {
        value = 0;
        return from + digits <= pattern.Length && int.TryParse(pattern.AsSpan(from, digits),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private bool TakeBraces(out int least, out int most)
    {
        int start = _at++;
        bool read = TakeCount(out least);
        most = least;
        if (read && Take(',') && !TakeCount(out most))
            most = int.MaxValue;
        if (!read || !Take('}'))
        {
            _at = start;
            return false;
        }

        if (most < least)
            throw new PatternException("has a repetition whose bounds are in the wrong order");
        return true;
    }

    /// <summary>Reads a count; those beyond all texts are all the same.</summary>
    private bool TakeCount(out int count)
    {
        int start = _at;
        SkipDigits();
        count = 0;
        if (_at == start)
            return false;
        if (!int.TryParse(pattern.AsSpan(start, _at - start), CultureInfo.InvariantCulture, out count))
            count = int.MaxValue;
        return true;
    }
}
