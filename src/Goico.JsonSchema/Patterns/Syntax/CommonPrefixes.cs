namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// Alternatives that begin alike, joined: of thousands of words few threads are left, one for each first letter. Which
/// alternative comes first does not change what matches.
/// </summary>
internal static class CommonPrefixes
{
    /// <summary>How often alternatives are joined within joined ones: further in, few are left.</summary>
    public const int DeepestJoin = 4;

    /// <summary>The alternatives, joined so many times one within the other.</summary>
    public static IReadOnlyList<PatternNode> Join(IReadOnlyList<PatternNode> options, int depth)
    {
        if (depth == 0)
            return options;
        var groups = new Dictionary<CodePoints, List<PatternNode>>();
        var joined = new List<PatternNode>();
        foreach (PatternNode option in options)
        {
            if (First(option) is not { } first)
                joined.Add(option);
            else if (groups.TryGetValue(first.Set, out List<PatternNode>? group))
                group.Add(option);
            else
                groups.Add(first.Set, [option]);
        }

        foreach (List<PatternNode> group in groups.Values)
            joined.Add(group.Count == 1 ? group[0] : JoinAlike(group, depth));
        return joined;
    }

    private static PatternNode.Points? First(PatternNode option) => option switch
    {
        PatternNode.Points points => points,
        PatternNode.Sequence { Parts: [PatternNode.Points points, ..] } => points,
        _ => null,
    };

    /// <summary>Puts what several alternatives begin with before a choice of how they go on.</summary>
    private static PatternNode.Sequence JoinAlike(List<PatternNode> options, int depth)
    {
        PatternNode[][] parts = [.. options.Select(PartsOf)];
        int length = 1;
        while (IsShared(parts, length))
            length++;
        PatternNode[] rests = [.. parts.Select(all => PatternNode.InSequence(all[length..]))];
        return new PatternNode.Sequence([.. parts[0][..length], PatternNode.AnyOf(rests, depth - 1)]);
    }

    private static PatternNode[] PartsOf(PatternNode option) =>
        option is PatternNode.Sequence sequence ? [.. sequence.Parts] : [option];

    private static bool IsShared(PatternNode[][] parts, int at) =>
        parts[0].Length > at && parts[0][at] is PatternNode.Points first
        && Array.TrueForAll(parts, other =>
            other.Length > at && other[at] is PatternNode.Points points && points.Set.Equals(first.Set));
}
