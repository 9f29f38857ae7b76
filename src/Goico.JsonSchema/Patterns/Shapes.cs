using System.Text;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns;

/// <summary>Expressions so simple that there is a faster way than an automaton.</summary>
internal static class Shapes
{
    /// <summary>The matcher for a simple expression, or null for another.</summary>
    public static Matcher? Find(PatternNode root)
    {
        PatternNode[] parts = root is PatternNode.Sequence sequence ? [.. sequence.Parts] : [root];
        bool fromStart = parts is [PatternNode.Assertion { Kind: AssertionKind.Start }, ..];
        bool toEnd = parts is [.., PatternNode.Assertion { Kind: AssertionKind.End }];
        PatternNode[] middle = parts[(fromStart ? 1 : 0)..(parts.Length - (toEnd ? 1 : 0))];
        return Literal(middle, fromStart, toEnd);
    }

    private static LiteralMatcher? Literal(PatternNode[] parts, bool fromStart, bool toEnd)
    {
        var literal = new StringBuilder();
        foreach (PatternNode part in parts)
        {
            if (part is not PatternNode.Points { Set.Single: >= 0 and var point })
                return null;
            literal.Append(char.ConvertFromUtf32(point));
        }

        return new LiteralMatcher(Encoding.UTF8.GetBytes(literal.ToString()), fromStart, toEnd);
    }
}
