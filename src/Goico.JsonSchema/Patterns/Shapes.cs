using System.Text;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns;

/// <summary>Expressions so simple that there is a faster way than an automaton, or a smaller one.</summary>
internal static class Shapes
{
    // An automaton skips to where a short run may begin, but takes a state for each character of it.
    private const int LongRun = 64;

    /// <summary>The matcher for a simple expression, or null for another.</summary>
    public static Matcher? Find(PatternNode root)
    {
        PatternNode[] parts = root is PatternNode.Sequence sequence ? [.. sequence.Parts] : [root];
        bool fromStart = parts is [PatternNode.Assertion { Kind: AssertionKind.Start }, ..];
        bool toEnd = parts is [.., PatternNode.Assertion { Kind: AssertionKind.End }];
        PatternNode[] middle = parts[(fromStart ? 1 : 0)..(parts.Length - (toEnd ? 1 : 0))];
        if (Literal(middle) is { } literal)
            return new LiteralMatcher(literal, fromStart, toEnd);
        Matcher? columns = fromStart ? Columns(middle, toEnd) : null;
        return columns ?? Run(middle, fromStart, toEnd);
    }

    private static byte[]? Literal(PatternNode[] parts)
    {
        var literal = new StringBuilder();
        foreach (PatternNode part in parts)
        {
            if (part is not PatternNode.Points { Set.Single: >= 0 and var point })
                return null;
            literal.Append(char.ConvertFromUtf32(point));
        }

        return Encoding.UTF8.GetBytes(literal.ToString());
    }

    private static RunMatcher? Run(PatternNode[] parts, bool fromStart, bool toEnd)
    {
        if (parts is not [PatternNode.Repeat { Body: PatternNode.Points points } run])
            return null;
        bool isLong = run.Least > LongRun || (run.Most != int.MaxValue && run.Most > LongRun);
        return fromStart || isLong ? new RunMatcher(points.Set, run.Least, run.Most, fromStart, toEnd) : null;
    }

    private static ColumnMatcher? Columns(PatternNode[] parts, bool toEnd)
    {
        var columns = new ulong[256];
        int length = 0;
        foreach (PatternNode part in parts)
        {
            int count = part is PatternNode.Repeat repeat && repeat.Least == repeat.Most ? repeat.Least : 1;
            PatternNode body = count > 1 ? ((PatternNode.Repeat)part).Body : part;
            if (body is not PatternNode.Points points || count > ColumnMatcher.MostColumns - length
                || points.Set.Ranges is not [.., (_, < 0x80)])
            {
                return null;
            }

            ulong bits = (count == ColumnMatcher.MostColumns ? ulong.MaxValue : (1UL << count) - 1) << length;
            foreach ((int from, int to) in points.Set.Ranges)
            {
                for (int point = from; point <= to; point++)
                    columns[point] |= bits;
            }

            length += count;
        }

        return new ColumnMatcher(columns, length, toEnd);
    }
}
