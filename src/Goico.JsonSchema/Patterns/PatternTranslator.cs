using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// Reads an ECMA-262 expression (with the u flag, and as lenient about escaped punctuation as authors are) and writes
/// a .NET expression of the same meaning. A recursive descent over the grammar; nesting is limited.
/// </summary>
internal sealed class PatternTranslator
{
    private const int LongestPattern = 8192;
    private const int DeepestGroup = 64;
    private const int MostStates = 20_000;

    private readonly PatternReader _reader;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _literal = new();
    private bool _isLiteral = true;
    private bool _fromStart;
    private bool _toEnd;
    private string? _unsupported;
    private int _depth;

    private PatternTranslator(string pattern) => _reader = new PatternReader(pattern);

    public static Translation Translate(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return new Translation { Problem = $"is longer than {LongestPattern} characters" };
        var translator = new PatternTranslator(pattern);
        try
        {
            long states = translator.Disjunction();
            if (!translator._reader.AtEnd)
                throw new PatternException("has a ')' without a '('");
            return translator.Finish(states);
        }
        catch (PatternException e)
        {
            return new Translation { Problem = e.Message, IsMalformed = e.IsMalformed };
        }
    }

    private Translation Finish(long states)
    {
        if (_unsupported is null && states > MostStates)
            _unsupported = "repeats too much: its automaton would be too large";
        if (_unsupported is not null)
            return new Translation { Problem = _unsupported };
        return new Translation
        {
            Text = _output.ToString(),
            Literal = _isLiteral ? _literal.ToString() : null,
            FromStart = _fromStart,
            ToEnd = _toEnd,
        };
    }

    /// <summary>Reads alternatives up to a ')' or the end; returns how many states they need.</summary>
    private long Disjunction()
    {
        if (++_depth > DeepestGroup)
            throw new PatternException($"nests groups deeper than {DeepestGroup}", isMalformed: false);
        long states = Alternative();
        while (_reader.Take('|'))
        {
            _isLiteral = false;
            _output.Append('|');
            states += Alternative();
        }

        _depth--;
        return states;
    }

    private long Alternative()
    {
        long states = 1;
        while (!_reader.AtEnd && _reader.Peek is not ('|' or ')'))
            states += Term();
        return states;
    }

    private long Term()
    {
        if (_toEnd)
            _isLiteral = false;
        if (_reader.Take('^'))
        {
            // In the middle of text an anchor can never hold; the automaton knows, the comparison would not.
            _isLiteral &= _output.Length == 0;
            _fromStart = true;
            _output.Append('^');
            RefuseQuantifier();
            return 1;
        }

        if (_reader.Take('$'))
        {
            _toEnd = true;
            _output.Append("\\z");
            RefuseQuantifier();
            return 1;
        }

        if (_reader.Peek is '*' or '+' or '?')
            throw new PatternException("repeats nothing");
        if (_reader.Peek == '{' && _reader.IsQuantifier)
            throw new PatternException("repeats nothing");
        return Quantified(Atom());
    }

    private void RefuseQuantifier()
    {
        if (!_reader.AtEnd && (_reader.Peek is '*' or '+' or '?' || (_reader.Peek == '{' && _reader.IsQuantifier)))
            throw new PatternException("repeats an anchor");
    }

    private long Quantified(long states)
    {
        if (_reader.AtEnd)
            return states;
        string? quantifier = _reader.TakeQuantifier(out int least, out int most);
        if (quantifier is null)
            return states;
        _isLiteral = false;
        _output.Append(quantifier);
        // Lazy or greedy matches the same texts, which is all that is asked.
        _reader.Take('?');
        RefuseQuantifier();
        return Math.Min(long.MaxValue / 100_000, (states * Math.Max(1, Math.Max(least, most))) + 1);
    }

    private long Atom()
    {
        char c = _reader.Next();
        switch (c)
        {
            case '.':
                return Emit(CodePoints.NotLineEnd);
            case '(':
                return Group();
            case '[':
                return Emit(new PatternClass(_reader).Read());
            case '\\':
                return Escape();
            default:
                return EmitPoint(_reader.Complete(c));
        }
    }

    private long Group()
    {
        _isLiteral = false;
        bool lookaround = false;
        if (_reader.Take('?'))
        {
            if (_reader.TakeAny("<=", "<!", "=", "!"))
            {
                lookaround = true;
                _unsupported ??= "uses lookaround, which can't be matched in linear time";
            }
            else if (_reader.Take('<'))
            {
                _reader.TakeName();
            }
            else if (!_reader.Take(':'))
            {
                throw new PatternException("has a group '(?' that ECMA-262 does not know");
            }
        }

        _output.Append("(?:");
        long states = Disjunction();
        if (!_reader.Take(')'))
            throw new PatternException("has a '(' without a ')'");
        _output.Append(')');
        return lookaround ? 1 : states;
    }

    private long Escape()
    {
        if (_reader.AtEnd)
            throw new PatternException("ends with a lone '\\'");
        char c = _reader.Peek;
        if (c is 'b' or 'B')
        {
            _reader.Next();
            _unsupported ??= $"uses the word boundary \\{c}, which can't be matched in linear time";
            return 1;
        }

        if (c is >= '1' and <= '9' || c == 'k')
        {
            _reader.Next();
            if (c == 'k' && !_reader.Take('<'))
                throw new PatternException("has \\k without a group name");
            if (c == 'k')
                _reader.TakeName();
            else
                _reader.SkipDigits();
            _unsupported ??= "uses a backreference, which can't be matched in linear time";
            return 1;
        }

        CodePoints? set = _reader.TakeSetEscape();
        return set is not null ? Emit(set) : EmitPoint(_reader.TakePointEscape(inClass: false));
    }

    private long Emit(CodePoints set)
    {
        _isLiteral = false;
        string expression = set.ToExpression();
        _output.Append(expression);
        // A set beyond the first plane is an alternation of pairs, a state or two for each.
        return 1 + (expression.Count(c => c == '|') * 2L);
    }

    private long EmitPoint(int point)
    {
        string text = point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point);
        _literal.Append(text);
        _isLiteral &= !char.IsSurrogate(text[0]) || text.Length > 1;
        if (text.Length > 1)
            _output.Append("(?:");
        foreach (char unit in text)
        {
            if (char.IsAsciiLetterOrDigit(unit))
                _output.Append(unit);
            else
                _output.Append("\\u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
        }

        if (text.Length > 1)
            _output.Append(')');
        return text.Length;
    }
}
