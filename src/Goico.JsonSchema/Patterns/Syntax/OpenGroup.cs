namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>What a group's parentheses mean.</summary>
internal enum GroupKind
{
    Plain,
    Ahead,
    NotAhead,
    Behind,
    NotBehind,
}

/// <summary>A group, or the whole expression, that is being read.</summary>
internal sealed class OpenGroup(GroupKind kind, bool matchesLineEnds)
{
    private List<PatternNode> _terms = [];
    private List<PatternNode>? _options;
    private HashSet<string>? _names;
    private HashSet<string>? _otherNames;

    public GroupKind Kind => kind;

    /// <summary>Whether a dot matches line ends in it.</summary>
    public bool MatchesLineEnds => matchesLineEnds;

    /// <summary>The group's name, if it has one.</summary>
    public string? Name { get; init; }

    public void Add(PatternNode term) => _terms.Add(term);

    /// <summary>Ends an alternative at its '|'.</summary>
    public void NextOption()
    {
        _options ??= [];
        _options.Add(PatternNode.InSequence(_terms));
        _terms = [];
        _otherNames = Join(_otherNames, _names);
        _names = null;
    }

    /// <summary>Adds the names of groups inside; a name may repeat only in another alternative.</summary>
    public void AddNames(HashSet<string>? names)
    {
        if (names is not null && _names is not null && Overlap(names, _names))
            throw new PatternException($"has two groups of the name {names.First(_names.Contains)}");
        _names = Join(_names, names);
    }

    /// <summary>The whole group, with the names of it and of the groups inside.</summary>
    public PatternNode Close(out HashSet<string>? names)
    {
        PatternNode last = PatternNode.InSequence(_terms);
        _names = Join(_names, _otherNames);
        if (Name is not null)
            AddNames([Name]);
        names = _names;
        if (_options is null)
            return last;
        _options.Add(last);
        return PatternNode.AnyOf(_options);
    }

    private static bool Overlap(HashSet<string> a, HashSet<string> b) =>
        a.Count < b.Count ? b.Overlaps(a) : a.Overlaps(b);

    // The smaller into the larger, so that deep nesting doesn't copy its names level by level.
    private static HashSet<string>? Join(HashSet<string>? a, HashSet<string>? b)
    {
        if (a is null || b is null)
            return a ?? b;
        (HashSet<string> smaller, HashSet<string> larger) = a.Count < b.Count ? (a, b) : (b, a);
        larger.UnionWith(smaller);
        return larger;
    }
}
