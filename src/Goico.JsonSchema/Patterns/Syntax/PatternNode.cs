namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// An expression as a tree, with everything that does not change what it matches left out: groups, captures, and
/// whether a repetition is greedy or lazy.
/// </summary>
internal abstract record PatternNode
{
    private PatternNode()
    {
    }

    /// <summary>The expression that matches nothing but the empty text.</summary>
    public static PatternNode Nothing { get; } = new Sequence([]);

    // What is merged into the node around it, level by level; more would make deep nesting cost its square.
    private const int MostMerged = 64;

    private static readonly Points[] s_ascii =
        [.. Enumerable.Range(0, 128).Select(point => new Points(CodePoints.Of(point)))];

    /// <summary>How many levels of nodes it has: how deep a walk over it recurses.</summary>
    public int Depth { get; private init; } = 1;

    /// <summary>Whether it looks ahead or behind anywhere.</summary>
    public bool Looks { get; private init; }

    /// <summary>One code point of a set; of the empty set, none.</summary>
    public sealed record Points(CodePoints Set) : PatternNode;

    /// <summary>A condition on the place, which takes no text.</summary>
    public sealed record Assertion(AssertionKind Kind) : PatternNode;

    /// <summary>One after the other; none is the empty text.</summary>
    public sealed record Sequence : PatternNode
    {
        public Sequence(IReadOnlyList<PatternNode> parts)
        {
            Parts = parts;
            (Depth, Looks) = (Above(parts), parts.Any(part => part.Looks));
        }

        public IReadOnlyList<PatternNode> Parts { get; }
    }

    /// <summary>Any one of several.</summary>
    public sealed record Choice : PatternNode
    {
        public Choice(IReadOnlyList<PatternNode> options)
        {
            Options = options;
            (Depth, Looks) = (Above(options), options.Any(option => option.Looks));
        }

        public IReadOnlyList<PatternNode> Options { get; }
    }

    /// <summary>From <c>Least</c> to <c>Most</c> times; <see cref="int.MaxValue"/> is without end.</summary>
    public sealed record Repeat : PatternNode
    {
        public Repeat(PatternNode body, int least, int most)
        {
            (Body, Least, Most) = (body, least, most);
            (Depth, Looks) = (body.Depth + 1, body.Looks);
        }

        public PatternNode Body { get; }

        public int Least { get; }

        public int Most { get; }
    }

    /// <summary>Whether the body matches from here on, or up to here.</summary>
    public sealed record Look : PatternNode
    {
        public Look(PatternNode body, bool behind, bool negated)
        {
            (Body, Behind, Negated) = (body, behind, negated);
            (Depth, Looks) = (body.Depth + 1, true);
        }

        public PatternNode Body { get; }

        public bool Behind { get; }

        public bool Negated { get; }
    }

    /// <summary>One code point.</summary>
    public static PatternNode One(int point) =>
        point < s_ascii.Length ? s_ascii[point] : new Points(CodePoints.Of(point));

    /// <summary>A sequence in its simplest form.</summary>
    public static PatternNode InSequence(IReadOnlyList<PatternNode> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        if (!parts.Any(part => part is Sequence { Parts.Count: <= MostMerged }))
            return parts.Count == 0 ? Nothing : new Sequence(parts);
        var flat = new List<PatternNode>();
        foreach (PatternNode part in parts)
        {
            if (part is Sequence { Parts.Count: <= MostMerged } inner)
                flat.AddRange(inner.Parts);
            else
                flat.Add(part);
        }

        return flat.Count == 1 ? flat[0] : new Sequence(flat);
    }

    /// <summary>A choice in its simplest form: one of single code points is one set.</summary>
    public static PatternNode AnyOf(IReadOnlyList<PatternNode> options, int joins = CommonPrefixes.DeepestJoin)
    {
        if (options.Count == 1)
            return options[0];
        if (options.All(option => option is Points { Set.Ranges.Length: <= MostMerged }))
            return new Points(CodePoints.Of(options.SelectMany(option => ((Points)option).Set.Ranges)));
        options = CommonPrefixes.Join(options, joins);
        return options.Count == 1 ? options[0] : new Choice(options);
    }

    /// <summary>A repetition in its simplest form.</summary>
    public static PatternNode Repeated(PatternNode body, int least, int most)
    {
        if (least == 1 && most == 1)
            return body;
        // To hold once is to hold always.
        if (body is Assertion or Look)
            return least == 0 ? Nothing : body;
        bool isNothing = most == 0 || body is Sequence { Parts.Count: 0 };
        return isNothing ? Nothing : new Repeat(body, least, most);
    }

    private static int Above(IReadOnlyList<PatternNode> parts) =>
        1 + (parts.Count == 0 ? 0 : parts.Max(part => part.Depth));
}

/// <summary>A condition on a place in the text.</summary>
internal enum AssertionKind
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
