using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>What another matcher says, or the opposite.</summary>
internal readonly record struct Condition(Matcher Matcher, bool Negated);

/// <summary>Several expressions in one: at least one matches, or all do and those that must not do not.</summary>
internal sealed class BranchMatcher(Condition[] conditions, bool all) : Matcher
{
    public override long Bytes => conditions.Sum(condition => condition.Matcher.Bytes);

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        foreach (Condition condition in conditions)
        {
            bool holds = condition.Matcher.IsMatch(text, scratch, ref steps) != condition.Negated;
            if (holds != all)
                return !all;
        }

        return all;
    }
}
