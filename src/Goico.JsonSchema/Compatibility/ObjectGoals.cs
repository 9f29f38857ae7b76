using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Proves the keywords about objects.</summary>
internal sealed class ObjectGoals(Prover prover)
{
    private readonly KnownEvaluation _known = new(prover);

    public bool Holds(Premise premise, SchemaNode goal, ObjectRules rules, Report? report)
    {
        ObjectFacts facts = prover.Objects(premise);
        bool holds = HoldsCount(premise, goal, rules, facts, report);
        if (holds || report is not null)
            holds &= HoldsRequired(premise, goal, rules, report);
        if (holds || report is not null)
            holds &= HoldsNamed(premise, rules, facts, report);
        if (holds || report is not null)
            holds &= HoldsOthers(premise, rules, facts, report);
        if (holds || report is not null)
            holds &= HoldsNames(premise, rules, facts, report);
        if (holds || report is not null)
            holds &= HoldsDependencies(premise, goal, rules, facts, report);
        return holds;
    }

    /// <summary>
    /// Whether <c>unevaluatedProperties</c> holds. What the goal evaluates in any case is left out, the rest must fit.
    /// </summary>
    public bool HoldsUnevaluated(Premise premise, SchemaNode goal, Report? report)
    {
        var evaluated = EvaluatedNames.Surely(prover, premise, goal);
        if (evaluated.IsAll || _known.HoldsProperties(premise, goal))
            return true;
        ObjectFacts facts = prover.Objects(premise);
        SchemaNode rest = goal.UnevaluatedProperties!;
        bool holds = true;
        foreach (string name in facts.Known.Where(name => !evaluated.Covers(name)))
        {
            if (!facts.Lacks(name))
                holds &= Below(facts.Property(name), rest, report?.Below(premise, Step.Property(name)));
            if (!holds && report is null)
                return false;
        }

        HashSet<string> known = [.. facts.Known, .. evaluated.Names];
        Report? below = report?.Below(premise, Step.OtherProperty(known, null));
        foreach (Premise other in facts.Others(null, evaluated.Patterns))
            holds &= Below(other, rest, below);
        return holds;
    }

    private bool Below(Premise premise, SchemaNode goal, Report? report)
    {
        bool holds = prover.ProvesBelow(premise, goal);
        if (!holds && report is not null)
            prover.Explain(premise, goal, report);
        return holds;
    }

    private bool HoldsCount(Premise premise, SchemaNode goal, ObjectRules rules, ObjectFacts facts, Report? report)
    {
        bool holds = true;
        if (rules.MinProperties > facts.Min)
        {
            holds = false;
            report?.DoubtAbout(premise, goal, "minProperties",
                node => ScalarGoals.Stated(node.Objects?.MinProperties, 0), $"{rules.MinProperties}",
                $"objects of fewer than {rules.MinProperties} properties");
        }

        if (rules.MaxProperties >= facts.Max || MostProperties(facts) <= rules.MaxProperties)
            return holds;
        report?.DoubtAbout(premise, goal, "maxProperties",
            node => ScalarGoals.Stated(node.Objects?.MaxProperties, int.MaxValue), $"{rules.MaxProperties}",
            $"objects of more than {rules.MaxProperties} properties");
        return false;
    }

    private int MostProperties(ObjectFacts facts)
    {
        if (prover.NamesMayRepeat || facts.Others(null, []).Count > 0)
            return facts.Max;
        return Math.Min(facts.Max, facts.Known.Count(name => !facts.Lacks(name)));
    }

    private static bool HoldsRequired(Premise premise, SchemaNode goal, ObjectRules rules, Report? report)
    {
        bool holds = true;
        foreach (NamedProperty property in rules.Required.Where(p => !premise.Present.Contains(p.Name)))
        {
            holds = false;
            report?.Doubt(premise, goal, "required", $"the property \"{property.Name}\" is now required",
                "objects without it", lacking: property.Name);
        }

        return holds;
    }

    private bool HoldsNamed(Premise premise, ObjectRules rules, ObjectFacts facts, Report? report)
    {
        bool holds = true;
        foreach (string name in facts.Known.Union(rules.Names.Select(property => property.Name)))
        {
            SchemaNode[] goals = [.. ObjectFacts.Applying(rules, name).Where(node => !node.IsTrue)];
            if (goals.Length == 0 || facts.Lacks(name))
                continue;
            Report? below = report?.Below(premise, Step.Property(name));
            foreach (SchemaNode schema in goals)
                holds &= Below(facts.Property(name), schema, below);
            if (!holds && report is null)
                return false;
        }

        return holds;
    }

    /// <summary>
    /// The properties that neither schema names: those that match a pattern, and the additional ones.
    /// </summary>
    private bool HoldsOthers(Premise premise, ObjectRules rules, ObjectFacts facts, Report? report)
    {
        bool holds = true;
        HashSet<string> known = [.. facts.Known, .. rules.Names.Select(property => property.Name)];
        foreach ((Pattern pattern, SchemaNode schema) in rules.PatternProperties.Where(pair => !pair.Schema.IsTrue))
        {
            Report? below = report?.Below(premise, Step.OtherProperty(known, pattern));
            foreach (Premise other in facts.Others(pattern, []))
                holds &= Below(other, schema, below);
            if (!holds && report is null)
                return false;
        }

        if (rules.AdditionalProperties is not { IsTrue: false } additional)
            return holds;
        Pattern[] missed = [.. rules.PatternProperties.Select(pair => pair.Pattern)];
        Report? rest = report?.Below(premise, Step.OtherProperty(known, null));
        foreach (Premise other in facts.Others(null, missed))
            holds &= Below(other, additional, rest);
        return holds;
    }

    private bool HoldsNames(Premise premise, ObjectRules rules, ObjectFacts facts, Report? report)
    {
        if (rules.PropertyNames is not { IsTrue: false } names)
            return true;
        Report? below = report?.Below(premise, Step.Name);
        bool holds = true;
        foreach (string name in facts.Known.Where(name => !facts.Lacks(name)))
        {
            Specimen? value = Specimen.Of(JsonWriting.Quote(name));
            if (value is null || prover.Finite.Meets(value, names) == true)
                continue;
            holds = false;
            if (below is null)
                return false;
            below.Listed(facts.Names, names, [value]);
        }

        if (facts.Others(null, []).Count > 0 && !FollowFromPatterns(facts, names))
            holds &= Below(facts.Names, names, below);
        return holds;
    }

    /// <summary>Whether names fit by the patterns alone that properties must match.</summary>
    private bool FollowFromPatterns(ObjectFacts facts, SchemaNode goal)
    {
        SchemaNode names = SchemaGraph.Resolve(goal);
        bool saysMore = names.IsFalse || names.Values.Length > 0 || names.Applicators.Length > 0
            || (names.Types.ToKinds() & Kinds.String) == 0 || names.Texts is not { Format: null };
        return !saysMore && facts.OtherNames().All(demand =>
            prover.Texts.Find(demand, TextFacts.Of(names.Texts!).Demand).IsNone);
    }

    private bool HoldsDependencies(
        Premise premise, SchemaNode goal, ObjectRules rules, ObjectFacts facts, Report? report)
    {
        bool holds = true;
        foreach (Dependency dependency in rules.Dependencies.Where(d => !facts.Lacks(d.Trigger.Name)))
        {
            Premise triggered = prover.Premises.Having(premise, [dependency.Trigger.Name]);
            if (prover.IsEmpty(triggered))
                continue;
            foreach (NamedProperty needed in dependency.Required.Where(p => !triggered.Present.Contains(p.Name)))
            {
                holds = false;
                report?.Doubt(triggered, goal, dependency.Keyword,
                    $"the property \"{needed.Name}\" is now required where \"{dependency.Trigger.Name}\" is",
                    "objects without it", lacking: needed.Name);
            }

            if (dependency.Schema is not null)
            {
                holds &= prover.Proves(triggered, dependency.Schema);
                if (report is not null)
                    prover.Explain(triggered, dependency.Schema, report);
            }

            if (!holds && report is null)
                return false;
        }

        return holds;
    }
}
