using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves the keywords that apply other schemas to the same value.</summary>
internal sealed class LogicGoals(Prover prover)
{
    public bool Holds(Premise premise, SchemaNode goal, Applicator applicator, Report? report)
    {
        if (premise.Met.Any(met => met.Applicators.Any(ours => prover.Sameness.Same(ours, applicator))))
            return true;
        return applicator switch
        {
            Alternatives { ExactlyOne: true } one => HoldsOneOf(premise, goal, one, report),
            Alternatives any => HoldsAnyOf(premise, goal, any, report),
            Not not => HoldsNot(premise, goal, not.Targets.First(), report),
            Conditional conditional => HoldsConditional(premise, conditional, report),
            _ => HoldsAll(premise, applicator, report),
        };
    }

    private bool HoldsAll(Premise premise, Applicator applicator, Report? report)
    {
        bool holds = true;
        foreach (SchemaNode demanded in SchemaGraph.Demanded(applicator))
        {
            holds &= prover.Proves(premise, demanded);
            if (!holds && report is null)
                return false;
            if (report is not null)
                prover.Explain(premise, demanded, report);
        }

        return holds;
    }

    private bool HoldsAnyOf(Premise premise, SchemaNode goal, Alternatives any, Report? report)
    {
        SchemaNode[] branches = [.. any.Targets];
        if (branches.Any(branch => prover.Proves(premise, branch)))
            return true;
        report?.Doubt(premise, goal, "anyOf",
            $"none of the {branches.Length} alternatives of anyOf is certain to be matched",
            "values that match none of them");
        return false;
    }

    private bool HoldsOneOf(Premise premise, SchemaNode goal, Alternatives one, Report? report)
    {
        SchemaNode[] branches = [.. one.Targets];
        bool certain = false;
        for (int i = 0; i < branches.Length; i++)
        {
            if (!prover.Proves(premise, branches[i]))
                continue;
            certain = true;
            if (branches.Where((_, j) => j != i)
                .All(other => prover.IsEmpty(prover.Premises.Meeting(premise, other))))
            {
                return true;
            }
        }

        report?.Doubt(premise, goal, "oneOf",
            certain ? "one alternative of oneOf is matched, but others may be as well"
                : $"none of the {branches.Length} alternatives of oneOf is certain to be matched",
            "values that match none of them, or several");
        return false;
    }

    private bool HoldsNot(Premise premise, SchemaNode goal, SchemaNode refused, Report? report)
    {
        if (premise.Unmet.Any(unmet => prover.Sameness.Same(unmet, refused))
            || prover.IsEmpty(prover.Premises.Meeting(premise, refused)))
        {
            return true;
        }

        report?.Doubt(premise, goal, "not", "not is new or refuses more", "values that match what it refuses");
        return false;
    }

    private bool HoldsConditional(Premise premise, Conditional conditional, Report? report)
    {
        bool holds = true;
        if (conditional.Then is not null)
        {
            Premise then = prover.Premises.Meeting(premise, conditional.Condition);
            holds = prover.Proves(then, conditional.Then);
            if (report is not null)
                prover.Explain(then, conditional.Then, report);
        }

        if (conditional.Otherwise is null || (!holds && report is null))
            return holds;
        Premise otherwise = prover.Premises.Choosing(premise, null, [conditional.Condition], null);
        holds &= prover.Proves(otherwise, conditional.Otherwise);
        if (report is not null)
            prover.Explain(otherwise, conditional.Otherwise, report);
        return holds;
    }
}
