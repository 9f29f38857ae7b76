using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Divides a premise into cases, each of which knows more.</summary>
internal static class Cases
{
    // Each choice multiplies the cases.
    private const int MostChoices = 8;

    /// <summary>
    /// The cases of a premise, which together are all that is relevant; null when it can't be divided further.
    /// </summary>
    public static IReadOnlyList<Premise>? Of(Premises premises, Premise premise, Kinds relevant)
    {
        if (relevant != premise.Kinds)
            return [premises.Narrow(premise, relevant)];
        if (!relevant.IsSingle())
            return [.. relevant.Each().Select(kind => premises.Narrow(premise, kind))];
        return premise.Settled.Count >= MostChoices ? null : OfFirstChoice(premises, premise);
    }

    private static List<Premise>? OfFirstChoice(Premises premises, Premise premise)
    {
        foreach (SchemaNode node in premise.Met)
        {
            foreach (Applicator applicator in node.Applicators.Where(a => !premise.Settled.Contains(a)))
            {
                if (OfApplicator(premises, premise, applicator) is { } cases)
                    return cases;
            }

            if (premise.Kinds == Kinds.Object && Pending(premise, node) is { } dependency)
            {
                string trigger = dependency.Trigger.Name;
                return
                [
                    premises.Having(premise, [trigger], dependency),
                    premises.Lacking(premise, trigger, dependency),
                ];
            }
        }

        return null;
    }

    private static List<Premise>? OfApplicator(Premises premises, Premise premise, Applicator applicator)
    {
        switch (applicator)
        {
            case Alternatives alternatives:
                SchemaNode[] branches = [.. alternatives.Targets];
                if (branches.Length < 2 || (!alternatives.ExactlyOne && branches.Any(premise.Meets)))
                    return null;
                return [.. branches.Select((branch, i) => premises.Choosing(premise, branch,
                    alternatives.ExactlyOne ? branches.Where((_, other) => other != i) : [], alternatives))];
            case Conditional conditional:
                Premise holds = premises.Meeting(premise, conditional.Condition, conditional);
                return
                [
                    conditional.Then is null ? holds : premises.Meeting(holds, conditional.Then),
                    premises.Choosing(premise, conditional.Otherwise, [conditional.Condition], conditional),
                ];
            default:
                return null;
        }
    }

    /// <summary>A dependency that would say more of the object if it were known whether its trigger is there.</summary>
    private static Dependency? Pending(Premise premise, SchemaNode node) =>
        node.Objects?.Dependencies.Find(dependency => dependency.Schema is not null
            && !premise.Present.Contains(dependency.Trigger.Name) && !premise.Absent.Contains(dependency.Trigger.Name));
}
