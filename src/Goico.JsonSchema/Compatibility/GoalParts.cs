using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves a goal part by part; asked with a report, says what could not be proven.</summary>
internal sealed class GoalParts(Prover prover)
{
    private readonly Dictionary<SchemaNode, GoalPart[]> _parts = [];
    private readonly ScalarGoals _scalars = new(prover);
    private readonly ObjectGoals _objects = new(prover);
    private readonly ArrayGoals _arrays = new(prover);
    private readonly LogicGoals _logic = new(prover);

    /// <summary>The parts of a schema, each of which must be met.</summary>
    public GoalPart[] Of(SchemaNode node)
    {
        if (!_parts.TryGetValue(node, out GoalPart[]? parts))
            _parts.Add(node, parts = [.. List(node)]);
        return parts;
    }

    /// <summary>Whether every value that fits the premise meets a part of the goal.</summary>
    public bool Holds(Premise premise, SchemaNode goal, GoalPart part, Report? report)
    {
        if ((premise.Kinds & part.Kinds) == 0)
            return true;
        Premise narrowed = prover.Premises.Narrow(premise, part.Kinds);
        return part.Subject switch
        {
            GoalSubject.Types => _scalars.FailingKinds(premise, goal) == Kinds.None,
            GoalSubject.Values => _scalars.HoldsValues(premise, goal, report),
            GoalSubject.Numbers => _scalars.HoldsNumbers(narrowed, goal, goal.Numbers!, report),
            GoalSubject.Texts => _scalars.HoldsTexts(narrowed, goal, goal.Texts!, report),
            GoalSubject.Objects => _objects.Holds(narrowed, goal, goal.Objects!, report),
            GoalSubject.UnevaluatedProperties => _objects.HoldsUnevaluated(narrowed, goal, report),
            GoalSubject.Arrays => _arrays.Holds(narrowed, goal, goal.Arrays!, report),
            GoalSubject.UnevaluatedItems => _arrays.HoldsUnevaluated(narrowed, goal, report),
            _ => _logic.Holds(premise, goal, part.Applicator!, report),
        };
    }

    /// <summary>
    /// Reports the kinds of values that the goal does not allow; returns what is left of the premise.
    /// </summary>
    public Premise ExplainTypes(Premise premise, SchemaNode goal, Report report)
    {
        Kinds failing = _scalars.FailingKinds(premise, goal);
        if (failing == Kinds.None)
            return premise;
        _scalars.ReportTypes(premise, goal, failing, report);
        return prover.Premises.Narrow(premise, Kinds.Any & ~failing);
    }

    private static IEnumerable<GoalPart> List(SchemaNode node)
    {
        Kinds allowed = node.Types.ToKinds();
        if (allowed != Kinds.Any)
            yield return new GoalPart(GoalSubject.Types, Kinds.Any & ~allowed);
        if (node.Values.Length > 0)
            yield return new GoalPart(GoalSubject.Values, Kinds.Any);
        if (node.Numbers is not null)
            yield return new GoalPart(GoalSubject.Numbers, Kinds.Number);
        if (node.Texts is not null)
            yield return new GoalPart(GoalSubject.Texts, Kinds.String);
        if (node.Objects is not null)
            yield return new GoalPart(GoalSubject.Objects, Kinds.Object);
        if (node.Arrays is not null)
            yield return new GoalPart(GoalSubject.Arrays, Kinds.Array);
        foreach (Applicator applicator in node.Applicators)
            yield return new GoalPart(GoalSubject.Applicator, Kinds.Any, applicator);
        if (node.UnevaluatedProperties is not null)
            yield return new GoalPart(GoalSubject.UnevaluatedProperties, Kinds.Object);
        if (node.UnevaluatedItems is not null)
            yield return new GoalPart(GoalSubject.UnevaluatedItems, Kinds.Array);
    }
}
