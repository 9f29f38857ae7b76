namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves that no value fits a premise.</summary>
internal sealed class Emptiness(Prover prover)
{
    public bool Holds(Premise premise)
    {
        if (prover.Finite.Values(premise) is { } values)
            return values.Count == 0;
        if (!premise.Kinds.IsSingle())
            return premise.Kinds.Each().All(kind => prover.IsEmpty(prover.Premises.Narrow(premise, kind)));
        return IsContradictory(premise) || IsExcluded(premise)
            || (Cases.Of(prover.Premises, premise, premise.Kinds) is { } cases && cases.All(prover.IsEmpty));
    }

    private bool IsContradictory(Premise premise) => premise.Kinds switch
    {
        Kinds.Integer or Kinds.Fraction => NumberFacts.Of(premise, premise.Kinds).IsEmpty,
        Kinds.String => TextFacts.Of(premise).IsEmpty,
        Kinds.Object => IsEmptyObject(prover.Objects(premise)),
        Kinds.Array => IsEmptyArray(prover.Arrays(premise)),
        _ => false,
    };

    private bool IsEmptyObject(ObjectFacts facts) =>
        facts.Min > facts.Max || facts.Required.Any(facts.Lacks)
        || (facts.Min > facts.Required.Count && facts.Others(null, s_noPatterns).Count == 0
            && facts.Min > MostNames(facts));

    /// <summary>How many properties there can be when only known names can.</summary>
    private int MostNames(ObjectFacts facts) => prover.NamesMayRepeat
        ? int.MaxValue : facts.Known.Count(name => !facts.Lacks(name));

    private bool IsEmptyArray(ArrayFacts facts) => facts.Min > facts.Max
        || facts.Rules.Any(rules => rules is { Contains: not null, MinContains: > 0 }
            && (rules.MinContains > rules.MaxContains || prover.IsEmptyBelow(prover.Premises.Of([rules.Contains]))));

    /// <summary>Whether a schema that the value is known to miss is one that it must meet.</summary>
    private bool IsExcluded(Premise premise) =>
        premise.Unmet.Any(node => prover.Proves(prover.Premises.Positive(premise), node));

    private static readonly IReadOnlySet<string> s_noPatterns = new HashSet<string>();
}
