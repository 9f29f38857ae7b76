using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Whether a goal evaluates all that a schema evaluates which is known to be met, because what they apply to the value
/// is the same: then what the goal leaves over, that schema leaves over, too, and says what it must be.
/// </summary>
internal sealed class KnownEvaluation(Prover prover)
{
    /// <summary>Whether <c>unevaluatedProperties</c> holds by that of a schema that is met.</summary>
    public bool HoldsProperties(Premise premise, SchemaNode goal) => premise.Met.Any(met =>
        met.UnevaluatedProperties is { } rest && HasApplicatorsOf(goal, met) && HasNamesOf(goal.Objects, met.Objects)
        && prover.ProvesBelow(prover.Premises.Of([rest]), goal.UnevaluatedProperties!));

    /// <summary>Whether <c>unevaluatedItems</c> holds by that of a schema that is met.</summary>
    public bool HoldsItems(Premise premise, SchemaNode goal) => premise.Met.Any(met =>
        met.UnevaluatedItems is { } rest && HasApplicatorsOf(goal, met) && HasItemsOf(goal.Arrays, met.Arrays)
        && prover.ProvesBelow(prover.Premises.Of([rest]), goal.UnevaluatedItems!));

    private bool HasApplicatorsOf(SchemaNode goal, SchemaNode met) =>
        met.Applicators.All(ours => goal.Applicators.Any(theirs => prover.Sameness.Same(ours, theirs)))
        && (met.Objects?.Dependencies ?? []).Where(ours => ours.Schema is not null).All(ours =>
            (goal.Objects?.Dependencies ?? []).Any(theirs => theirs.Trigger.Name == ours.Trigger.Name
                && prover.Sameness.Same(theirs.Schema, ours.Schema)));

    private static bool HasNamesOf(ObjectRules? goal, ObjectRules? met)
    {
        if (met is null || goal?.AdditionalProperties is not null)
            return true;
        return met.AdditionalProperties is null
            && met.Names.Where(name => name.Schema is not null).All(name => goal?.Find(name.Name)?.Schema is not null)
            && met.PatternProperties.All(ours =>
                goal?.PatternProperties.Exists(theirs => theirs.Pattern.Written == ours.Pattern.Written) ?? false);
    }

    private bool HasItemsOf(ArrayRules? goal, ArrayRules? met)
    {
        if (met is null || goal?.Rest is not null)
            return true;
        bool contains = met.Contains is null || !met.ContainsEvaluates
            || (goal is { ContainsEvaluates: true } && prover.Sameness.Same(met.Contains, goal.Contains));
        return contains && met.Rest is null && met.Prefix.Length <= (goal?.Prefix.Length ?? 0);
    }
}
