namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// Reads an ECMA-262 expression (with the u flag, and as lenient about escaped punctuation and lone braces as authors
/// are). It keeps open groups in a stack of its own: nesting costs no stack, and every expression is read to its end.
/// </summary>
internal sealed class PatternParser
{
    /// <summary>Longest expression, in UTF-16 units.</summary>
    public const int LongestPattern = 64 * 1024;

    /// <summary>Most levels of a tree; what walks over trees recurses so deep.</summary>
    public const int DeepestTree = 200;

    private readonly PatternReader _reader;
    private readonly PatternClass _class;
    private readonly Stack<OpenGroup> _open = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _referred = new(StringComparer.Ordinal);
    private OpenGroup _group = new(GroupKind.Plain, matchesLineEnds: false);
    private string? _unsupported;

    private PatternParser(string pattern)
    {
        _reader = new PatternReader(pattern);
        _class = new PatternClass(_reader);
    }

    public static PatternSyntax Parse(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return new PatternSyntax { Problem = $"is longer than {LongestPattern} characters" };
        var parser = new PatternParser(pattern);
        try
        {
            return parser.Parse();
        }
        catch (PatternException e)
        {
            return new PatternSyntax { Problem = e.Message, IsMalformed = e.IsMalformed };
        }
    }

    private PatternSyntax Parse()
    {
        while (!_reader.AtEnd)
            Term();
        if (_open.Count > 0)
            throw new PatternException("has a '(' without a ')'");
        if (_referred.Except(_names).FirstOrDefault() is { } missing)
            throw new PatternException($"refers to the group {missing}, which it does not have");
        PatternNode root = _group.Close(out _);
        if (root.Depth > DeepestTree)
            _unsupported ??= $"nests deeper than {DeepestTree} levels";
        return _unsupported is null ? new PatternSyntax { Root = root } : new PatternSyntax { Problem = _unsupported };
    }

    private void Term()
    {
        char c = _reader.Peek;
        if (c is '*' or '+' or '?' || (c == '{' && _reader.IsQuantifier))
            throw new PatternException("repeats nothing");
        _reader.Next();
        switch (c)
        {
            case '|':
                _group.NextOption();
                break;
            case '(':
                _open.Push(_group);
                _group = TakeGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '^':
                Assert(AssertionKind.Start);
                break;
            case '$':
                Assert(AssertionKind.End);
                break;
            case '.':
                Quantified(new PatternNode.Points(_group.MatchesLineEnds ? CodePoints.Any : CodePoints.NotLineEnd));
                break;
            case '[':
                Quantified(new PatternNode.Points(_class.Read()));
                break;
            case '\\':
                Escape();
                break;
            default:
                Quantified(PatternNode.One(_reader.Complete(c)));
                break;
        }
    }

    private void Assert(AssertionKind kind)
    {
        if (_reader.TakeQuantifier(out _, out _))
            throw new PatternException("repeats an anchor");
        _group.Add(new PatternNode.Assertion(kind));
    }

    private void Quantified(PatternNode atom)
    {
        if (_reader.TakeQuantifier(out int least, out int most))
        {
            // Lazy or greedy matches the same texts, which is all that is asked.
            _reader.Take('?');
            if (_reader.TakeQuantifier(out _, out _))
                throw new PatternException("repeats a repetition; put the inner one in a group");
            atom = PatternNode.Repeated(atom, least, most);
        }

        _group.Add(atom);
    }

    private OpenGroup TakeGroup()
    {
        bool lineEnds = _group.MatchesLineEnds;
        if (!_reader.Take('?') || _reader.Take(':'))
            return new OpenGroup(GroupKind.Plain, lineEnds);
        if (_reader.Take('='))
            return new OpenGroup(GroupKind.Ahead, lineEnds);
        if (_reader.Take('!'))
            return new OpenGroup(GroupKind.NotAhead, lineEnds);
        if (_reader.TakeAny("<="))
            return new OpenGroup(GroupKind.Behind, lineEnds);
        if (_reader.TakeAny("<!"))
            return new OpenGroup(GroupKind.NotBehind, lineEnds);
        if (!_reader.Take('<'))
            return new OpenGroup(GroupKind.Plain, TakeModifiers(lineEnds));
        string name = _reader.TakeName();
        _names.Add(name);
        return new OpenGroup(GroupKind.Plain, lineEnds) { Name = name };
    }

    /// <summary>The modifiers of (?s-im:…); whether a dot matches line ends in the group.</summary>
    private bool TakeModifiers(bool matchesLineEnds)
    {
        string on = _reader.TakeLetters("ims");
        bool hasOff = _reader.Take('-');
        string off = hasOff ? _reader.TakeLetters("ims") : "";
        bool isEmpty = on.Length + off.Length == 0;
        if (isEmpty || on.AsSpan().IndexOfAny(off) >= 0 || !_reader.Take(':'))
        {
            throw new PatternException("has a group '(?' that ECMA-262 does not know; for either case write both "
                + "letters, such as [aA]");
        }

        if (on.Contains('i', StringComparison.Ordinal))
            _unsupported ??= "ignores case, which is not supported; write both letters, such as [aA]";
        if (on.Contains('m', StringComparison.Ordinal))
            _unsupported ??= "has anchors at each line, which is not supported; write (?:^|\\n) and (?:$|(?=\\n))";
        bool turnsOff = off.Contains('s', StringComparison.Ordinal);
        return on.Contains('s', StringComparison.Ordinal) || (matchesLineEnds && !turnsOff);
    }

    private void CloseGroup()
    {
        if (_open.Count == 0)
            throw new PatternException("has a ')' without a '('");
        PatternNode body = _group.Close(out HashSet<string>? names);
        GroupKind kind = _group.Kind;
        _group = _open.Pop();
        _group.AddNames(names);
        // A tree too deep is not walked, but the expression is read on: it may be malformed.
        if (body.Depth > DeepestTree)
        {
            _unsupported ??= $"nests deeper than {DeepestTree} levels";
            body = PatternNode.Nothing;
        }

        bool behind = kind is GroupKind.Behind or GroupKind.NotBehind;
        bool negated = kind is GroupKind.NotAhead or GroupKind.NotBehind;
        if (behind && _reader.TakeQuantifier(out _, out _))
            throw new PatternException("repeats a lookbehind");
        Quantified(kind == GroupKind.Plain ? body : new PatternNode.Look(body, behind, negated));
    }

    private void Escape()
    {
        if (_reader.AtEnd)
            throw new PatternException("ends with a lone '\\'");
        char c = _reader.Peek;
        if (c is 'b' or 'B')
        {
            _reader.Next();
            Assert(c == 'b' ? AssertionKind.WordBoundary : AssertionKind.NoWordBoundary);
        }
        else if (c is >= '1' and <= '9' || c == 'k')
        {
            Backreference();
        }
        else
        {
            CodePoints? set = _reader.TakeSetEscape();
            Quantified(set is null
                ? PatternNode.One(_reader.TakePointEscape(inClass: false))
                : new PatternNode.Points(set));
        }
    }

    private void Backreference()
    {
        if (_reader.Take('k'))
        {
            if (!_reader.Take('<'))
                throw new PatternException("has \\k without a group name");
            _referred.Add(_reader.TakeName());
        }
        else
        {
            _reader.SkipDigits();
        }

        _unsupported ??= "uses a backreference, which can't be matched in linear time; write out what may be "
            + "repeated, such as (?:aa|bb)";
        Quantified(PatternNode.Nothing);
    }
}
