using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves the keywords about arrays.</summary>
internal sealed class ArrayGoals(Prover prover)
{
    private readonly KnownEvaluation _known = new(prover);

    public bool Holds(Premise premise, SchemaNode goal, ArrayRules rules, Report? report)
    {
        ArrayFacts facts = prover.Arrays(premise);
        bool holds = HoldsCount(premise, goal, rules, facts, report);
        if (holds || report is not null)
            holds &= HoldsItems(premise, rules, facts, report);
        if (rules.UniqueItems && !facts.IsUnique && facts.Max > 1)
        {
            holds = false;
            report?.Doubt(premise, goal, "uniqueItems", "uniqueItems is new", "arrays with two equal items");
        }

        if (rules.Contains is { } contains && (holds || report is not null))
            holds &= HoldsContains(premise, goal, rules, contains, facts, report);
        return holds;
    }

    /// <summary>
    /// Whether <c>unevaluatedItems</c> holds for all items that the goal does not evaluate in any case.
    /// </summary>
    public bool HoldsUnevaluated(Premise premise, SchemaNode goal, Report? report)
    {
        var evaluated = EvaluatedItems.Surely(prover, premise, goal);
        ArrayFacts facts = prover.Arrays(premise);
        return evaluated.IsAll || _known.HoldsItems(premise, goal)
            || HoldsEach(premise, evaluated.Count, evaluated.Count, _ => goal.UnevaluatedItems, facts, report);
    }

    private static bool HoldsCount(
        Premise premise, SchemaNode goal, ArrayRules rules, ArrayFacts facts, Report? report)
    {
        bool holds = true;
        if (rules.MinItems > facts.Min)
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "minItems", node => ScalarGoals.Stated(node.Arrays?.MinItems, 0),
                $"{rules.MinItems}", $"arrays of fewer than {rules.MinItems} items");
        }

        if (rules.MaxItems < facts.Max)
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "maxItems",
                node => ScalarGoals.Stated(node.Arrays?.MaxItems, int.MaxValue), $"{rules.MaxItems}",
                $"arrays of more than {rules.MaxItems} items");
        }

        return holds;
    }

    private bool HoldsItems(Premise premise, ArrayRules rules, ArrayFacts facts, Report? report) =>
        HoldsEach(premise, 0, rules.Prefix.Length, i => ArrayFacts.Applying(rules, i), facts, report);

    /// <summary>
    /// Whether the items from a position on meet what the goal says of each; from the horizon on it says the same.
    /// </summary>
    private bool HoldsEach(
        Premise premise, int from, int horizon, Func<int, SchemaNode?> goal, ArrayFacts facts, Report? report)
    {
        bool holds = true;
        int last = Math.Max(horizon, facts.Horizon);
        for (int i = from; i <= last && i < facts.Max; i++)
        {
            if (goal(i) is not { IsTrue: false } schema)
                continue;
            Step step = i == last ? Step.LaterItem(i) : Step.Item(i);
            bool proven = prover.ProvesBelow(facts.Item(i), schema);
            holds &= proven;
            if (!proven && report is null)
                return false;
            if (!proven)
                prover.Explain(facts.Item(i), schema, report!.Below(premise, step));
        }

        return holds;
    }

    private bool HoldsContains(
        Premise premise, SchemaNode goal, ArrayRules rules, SchemaNode contains, ArrayFacts facts, Report? report)
    {
        bool holds = true;
        if (rules.MinContains > 0 && !ContainsEnough(rules.MinContains, contains, facts))
        {
            holds = false;
            string keyword = rules.MinContains == 1 ? "contains" : "minContains";
            report?.Doubt(premise, goal, keyword,
                $"{rules.MinContains} items at least must now match the schema of contains",
                "arrays with fewer such items");
        }

        if (rules.MaxContains < int.MaxValue && !ContainsFew(rules.MaxContains, contains, facts))
        {
            holds = false;
            report?.Doubt(premise, goal, "maxContains",
                $"{rules.MaxContains} items at most may now match the schema of contains",
                "arrays with more such items");
        }

        return holds;
    }

    private bool ContainsEnough(int least, SchemaNode contains, ArrayFacts facts)
    {
        bool promised = facts.Rules.Any(ours => ours.Contains is not null && ours.MinContains >= least
            && prover.ProvesBelow(prover.Premises.Of([ours.Contains]), contains));
        if (promised)
            return true;
        // The items that are there in any case; from the horizon on one stands for all.
        int matching = 0;
        for (int i = 0; i < facts.Min && i <= facts.Horizon && matching < least; i++)
        {
            bool matches = prover.ProvesBelow(facts.Item(i), contains);
            matching += !matches ? 0 : i == facts.Horizon ? facts.Min - i : 1;
        }

        return matching >= least;
    }

    private bool ContainsFew(int most, SchemaNode contains, ArrayFacts facts)
    {
        bool promised = facts.Max <= most || facts.Rules.Any(ours => ours.Contains is not null
            && ours.MaxContains <= most && prover.ProvesBelow(prover.Premises.Of([contains]), ours.Contains));
        if (promised)
            return true;
        int matching = 0;
        for (int i = 0; i < facts.Max && i <= facts.Horizon && matching <= most; i++)
        {
            bool never = prover.IsEmptyBelow(prover.Premises.Meeting(facts.Item(i), contains));
            matching += never ? 0 : i == facts.Horizon ? facts.Max - i : 1;
        }

        return matching <= most;
    }
}
