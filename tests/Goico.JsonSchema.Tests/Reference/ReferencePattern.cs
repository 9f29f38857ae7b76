using System.Text;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>
/// ECMA-262 expressions over code points, matched by following all positions at once: no engine to trust. Knows all
/// but backreferences and most properties of characters.
/// </summary>
internal sealed class ReferencePattern
{
    private readonly PatternNode _root;

    private ReferencePattern(PatternNode root) => _root = root;

    /// <exception cref="ReferenceException">It is wrong, or has what is not known here.</exception>
    public static ReferencePattern Parse(string written) => new(new ReferencePatternParser(written).Parse());

    public static bool IsKnown(string written)
    {
        try
        {
            return Parse(written) is not null;
        }
        catch (ReferenceException)
        {
            return false;
        }
    }

    public bool IsMatch(string text)
    {
        int[] points = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        return _root.Match(points, [.. Enumerable.Range(0, points.Length + 1)]).Count > 0;
    }

    /// <summary>A text that the expression is likely to match: its anchors are taken for granted.</summary>
    public string Sample(Random random) => _root.Sample(random);
}

/// <summary>A part of an expression: from the positions where it may begin to those where it may end.</summary>
internal abstract record PatternNode
{
    public abstract HashSet<int> Match(int[] text, HashSet<int> starts);

    public abstract string Sample(Random random);
}

internal sealed record PatternSet(Func<int, bool> Contains) : PatternNode
{
    private static readonly int[] s_samples =
        [.. "ab1_- \nzZ/é~\u2028\u00a0😀𝒳𝟙".EnumerateRunes().Select(rune => rune.Value), .. Enumerable.Range('!', 94)];

    public override HashSet<int> Match(int[] text, HashSet<int> starts) =>
        [.. starts.Where(at => at < text.Length && Contains(text[at])).Select(at => at + 1)];

    public override string Sample(Random random)
    {
        int[] fitting = [.. s_samples.Where(Contains)];
        return fitting.Length == 0 ? "" : new Rune(fitting[random.Next(fitting.Length)]).ToString();
    }
}

/// <summary>What holds at a position or not, and takes no text.</summary>
internal sealed record PatternAssertion(Func<int[], int, bool> Holds) : PatternNode
{
    public static PatternAssertion AtStart { get; } = new((_, at) => at == 0);

    public static PatternAssertion AtEnd { get; } = new((text, at) => at == text.Length);

    public static PatternAssertion AtBoundary { get; } = new((text, at) =>
        (at > 0 && IsWord(text[at - 1])) != (at < text.Length && IsWord(text[at])));

    public PatternAssertion Negated => new((text, at) => !Holds(text, at));

    public static PatternAssertion Ahead(PatternNode body) => new((text, at) => body.Match(text, [at]).Count > 0);

    public static PatternAssertion Behind(PatternNode body) => new((text, at) =>
        Enumerable.Range(0, at + 1).Any(start => body.Match(text, [start]).Contains(at)));

    public static bool IsWord(int point) =>
        point == '_' || (point < 128 && char.IsAsciiLetterOrDigit((char)point));

    public override HashSet<int> Match(int[] text, HashSet<int> starts) => [.. starts.Where(at => Holds(text, at))];

    public override string Sample(Random random) => "";
}

internal sealed record PatternSequence(IReadOnlyList<PatternNode> Parts) : PatternNode
{
    public override HashSet<int> Match(int[] text, HashSet<int> starts) =>
        Parts.Aggregate(starts, (positions, part) => part.Match(text, positions));

    public override string Sample(Random random) => string.Concat(Parts.Select(part => part.Sample(random)));
}

internal sealed record PatternChoice(IReadOnlyList<PatternNode> Options) : PatternNode
{
    public override HashSet<int> Match(int[] text, HashSet<int> starts) =>
        [.. Options.SelectMany(option => option.Match(text, starts))];

    public override string Sample(Random random) => Options[random.Next(Options.Count)].Sample(random);
}

internal sealed record PatternRepeat(PatternNode Body, int Least, int Most) : PatternNode
{
    public override HashSet<int> Match(int[] text, HashSet<int> starts)
    {
        HashSet<int> positions = starts;
        for (int i = 0; i < Least; i++)
        {
            HashSet<int> next = Body.Match(text, positions);
            if (next.SetEquals(positions))
                break;
            positions = next;
        }

        var reached = new HashSet<int>(positions);
        for (int i = Least; i < Most && positions.Count > 0; i++)
        {
            positions = Body.Match(text, positions);
            positions.ExceptWith(reached);
            reached.UnionWith(positions);
        }

        return reached;
    }

    public override string Sample(Random random)
    {
        const int longest = 120;
        // At the lower bound or the upper one, or one too many.
        int times = Most < longest && random.Next(3) == 0 ? Most + random.Next(-1, 2)
            : Math.Min(Least, longest) + random.Next(-1, 3);
        return string.Concat(Enumerable.Range(0, Math.Max(times, 0)).Select(_ => Body.Sample(random)));
    }
}
