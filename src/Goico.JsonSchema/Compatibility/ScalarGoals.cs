using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves the keywords about any value, numbers and strings.</summary>
internal sealed class ScalarGoals(Prover prover)
{
    /// <summary>The kinds that the goal's type does not allow, of which there may be values.</summary>
    public Kinds FailingKinds(Premise premise, SchemaNode goal)
    {
        Kinds failing = Kinds.None;
        foreach (Kinds kind in (premise.Kinds & ~goal.Types.ToKinds()).Each())
            failing |= prover.IsEmpty(prover.Premises.Narrow(premise, kind)) ? Kinds.None : kind;
        return failing;
    }

    public void ReportTypes(Premise premise, SchemaNode goal, Kinds failing, Report report)
    {
        Kinds allowed = goal.Types.ToKinds();
        SchemaNode? old = report.OldNode(premise, node => node.Types != JsonTypes.None);
        string was = old is null ? "there was no type" : $"type was {old.Types.ToKinds().Describe()}";
        report.Doubt(prover.Premises.Narrow(premise, failing), goal, "type",
            $"{was}, now it is {allowed.Describe()}", failing.DescribeValues(), old);
    }

    /// <summary>
    /// Whether the goal's lists of values hold; they can't, where the values of the premise have no end.
    /// </summary>
    public bool HoldsValues(Premise premise, SchemaNode goal, Report? report)
    {
        bool holds = true;
        foreach (ValueSet values in goal.Values)
        {
            bool known = premise.Met.Any(met => met.Values.Any(ours => prover.Sameness.Same(ours, values)));
            holds &= known;
            if (!known && report is not null)
            {
                report.Doubt(premise, goal, values.Keyword,
                    $"{values.Keyword} is new; any value of type {premise.Kinds.Describe()} could be there", "others");
            }
        }

        return holds;
    }

    public bool HoldsNumbers(Premise premise, SchemaNode goal, NumberRules rules, Report? report)
    {
        bool holds = true;
        foreach (Kinds kind in (premise.Kinds & Kinds.Number).Each())
        {
            var facts = NumberFacts.Of(premise, kind);
            if (facts.IsEmpty)
                continue;
            Premise narrowed = prover.Premises.Narrow(premise, kind);
            holds &= HoldsBounds(narrowed, goal, rules, facts, report);
            if (rules.MultipleOf is not { } divisor || facts.IsMultipleOf(divisor.Value))
                continue;
            holds = false;
            report?.DoubtAbout(narrowed, goal, "multipleOf", node => node.Numbers?.MultipleOf?.Written,
                divisor.Written, $"numbers that are no multiples of {divisor.Written}");
        }

        return holds;
    }

    public bool HoldsTexts(Premise premise, SchemaNode goal, TextRules rules, Report? report)
    {
        var facts = TextFacts.Of(premise);
        if (facts.IsEmpty(prover.Texts))
            return true;
        bool holds = true;
        if (!facts.HasLength(rules.MinLength, int.MaxValue, prover.Texts))
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "minLength", node => Stated(node.Texts?.MinLength, 0),
                $"{rules.MinLength}", $"strings shorter than {rules.MinLength}");
        }

        if (!facts.HasLength(0, rules.MaxLength, prover.Texts))
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "maxLength", node => Stated(node.Texts?.MaxLength, int.MaxValue),
                $"{rules.MaxLength}", $"strings longer than {rules.MaxLength}");
        }

        if (rules.Pattern is { } pattern && !facts.Matches(pattern, prover.Texts))
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "pattern", node => node.Texts?.Pattern?.Written, pattern.Written,
                $"strings that don't match {pattern.Written}");
        }

        if (rules.Format is { } format && !facts.IsOf(format))
        {
            holds = false;
            report?.Doubt(premise, goal, "format", $"a string {format.Demand}, now", "other strings",
                report.OldNode(premise, node => node.Texts is not null));
        }

        return holds;
    }

    /// <summary>A count as an old schema stated it; null for the default, which nobody states.</summary>
    public static string? Stated(int? count, int nothing) =>
        count is { } stated && stated != nothing ? $"{stated}" : null;

    private static bool HoldsBounds(
        Premise premise, SchemaNode goal, NumberRules rules, NumberFacts facts, Report? report)
    {
        bool holds = true;
        foreach ((NumberLimit? limit, string keyword, bool isExclusive, bool isLower) in new[]
        {
            (rules.Minimum, "minimum", false, true), (rules.ExclusiveMinimum, "exclusiveMinimum", true, true),
            (rules.Maximum, "maximum", false, false), (rules.ExclusiveMaximum, "exclusiveMaximum", true, false),
        })
        {
            if (limit is null)
                continue;
            var bound = new NumberBound(limit.Value, isExclusive, limit.Written);
            if (isLower ? facts.StaysAbove(bound) : facts.StaysBelow(bound))
                continue;
            holds = false;
            if (report is not null)
                ReportBound(premise, goal, keyword, bound, isLower ? facts.Lower : facts.Upper, report);
        }

        return holds;
    }

    private static void ReportBound(
        Premise premise, SchemaNode goal, string keyword, NumberBound bound, NumberBound? was, Report report)
    {
        bool isLower = keyword is "minimum" or "exclusiveMinimum";
        SchemaNode? old = was is null ? null : report.OldNode(premise, node => node.Numbers is { } numbers
            && (isLower ? NumberFacts.Lowest(numbers) : NumberFacts.Highest(numbers)) == was);
        string before = isLower ? "minimum" : "maximum";
        if (was is { IsExclusive: true })
            before = isLower ? "exclusiveMinimum" : "exclusiveMaximum";
        string change = old is null ? $"there was no {keyword}, now it is {bound.Written}"
            : before == keyword ? $"{keyword} was {was!.Written}, is now {bound.Written}"
            : $"{before} was {was!.Written}, {keyword} is now {bound.Written}";
        report.Doubt(premise, goal, keyword, change, Outside(was, bound, isLower), old);
    }

    private static string Outside(NumberBound? old, NumberBound bound, bool isLower)
    {
        string itself = bound.IsExclusive ? $", {bound.Written} included" : "";
        if (old is null)
            return $"values {(isLower ? "below" : "above")} {bound.Written}{itself}";
        return Text.ExactNumber.Compare(old.Value, bound.Value) == 0
            ? $"the value {bound.Written}"
            : isLower ? $"values from {old.Written} up to {bound.Written}{itself}"
            : $"values from {bound.Written} up to {old.Written}{itself}";
    }
}
