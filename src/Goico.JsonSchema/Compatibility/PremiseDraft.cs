using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>A premise being put together: what is added is taken apart as far as that needs no choice.</summary>
internal sealed class PremiseDraft
{
    public PremiseDraft()
    {
    }

    public PremiseDraft(Premise premise)
    {
        Kinds = premise.Kinds;
        Met.UnionWith(premise.Met);
        Unmet.UnionWith(premise.Unmet);
        Present.UnionWith(premise.Present);
        Absent.UnionWith(premise.Absent);
        Settled.UnionWith(premise.Settled);
    }

    public Kinds Kinds { get; set; } = Kinds.Any;

    public HashSet<SchemaNode> Met { get; } = [];

    public HashSet<SchemaNode> Unmet { get; } = [];

    public HashSet<string> Present { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    public HashSet<object> Settled { get; } = [];

    public PremiseDraft Settle(object? choice)
    {
        if (choice is not null)
            Settled.Add(choice);
        return this;
    }

    /// <summary>Adds a schema that the value meets.</summary>
    public void Meet(SchemaNode schema)
    {
        SchemaNode node = SchemaGraph.Resolve(schema);
        if (node.IsFalse)
            Kinds = Kinds.None;
        if (node.IsTrue || node.IsFalse || !Met.Add(node))
            return;
        Kinds &= node.Types.ToKinds();
        foreach (Applicator applicator in node.Applicators)
        {
            foreach (SchemaNode demanded in SchemaGraph.Demanded(applicator))
                Meet(demanded);
            if (applicator is Not not)
                Miss(not.Targets.First());
            else if (applicator is Alternatives alternatives && !alternatives.Targets.Skip(1).Any())
                Meet(alternatives.Targets.First());
        }
    }

    /// <summary>Adds a schema that the value does not meet.</summary>
    public void Miss(SchemaNode schema)
    {
        SchemaNode node = SchemaGraph.Resolve(schema);
        if (node.IsTrue)
            Kinds = Kinds.None;
        if (node.IsTrue || node.IsFalse)
            return;
        switch (Sole(node))
        {
            case SchemaNode when node.Types != JsonTypes.None:
                Kinds &= ~node.Types.ToKinds();
                break;
            case ObjectRules objects when SoleRequired(objects) is { } name:
                // Whatever is no object has all properties that are demanded.
                Kinds &= Kinds.Object;
                Absent.Add(name);
                break;
            case Not not:
                Meet(not.Targets.First());
                break;
            case Alternatives { ExactlyOne: false } any:
                foreach (SchemaNode branch in any.Targets)
                    Miss(branch);
                break;
            case Applicator applicator when SchemaGraph.Demanded(applicator).ToArray() is [var only]:
                Miss(only);
                break;
            default:
                Unmet.Add(node);
                break;
        }
    }

    /// <summary>The premise, once what follows from the properties that an object has is added.</summary>
    public Premise Finish(Premises premises)
    {
        if (Kinds == Kinds.Object)
        {
            while (Kinds == Kinds.Object && AddPresent())
            {
                // Each round may demand more properties, which other dependencies wait for.
            }

            if (Present.Overlaps(Absent))
                Kinds = Kinds.None;
        }

        return premises.Intern(this);
    }

    private bool AddPresent()
    {
        int before = Present.Count + Met.Count;
        foreach (ObjectRules rules in Met.Select(node => node.Objects).OfType<ObjectRules>().ToArray())
        {
            Present.UnionWith(rules.Required.Select(property => property.Name));
            foreach (Dependency dependency in rules.Dependencies.Where(d => Present.Contains(d.Trigger.Name)))
            {
                Present.UnionWith(dependency.Required.Select(property => property.Name));
                if (dependency.Schema is not null)
                    Meet(dependency.Schema);
            }
        }

        return Present.Count + Met.Count > before;
    }

    /// <summary>
    /// The only thing that a node says: itself for its types, its rules about objects, an applicator; null when it says
    /// something else or more.
    /// </summary>
    private static object? Sole(SchemaNode node)
    {
        bool saysMore = node.Numbers is not null || node.Texts is not null || node.Arrays is not null
            || node.Values.Length > 0 || node.UnevaluatedProperties is not null || node.UnevaluatedItems is not null;
        if (saysMore)
            return null;
        var said = new List<object>(node.Applicators);
        if (node.Objects is not null)
            said.Add(node.Objects);
        if (node.Types != JsonTypes.None)
            said.Add(node);
        return said is [var only] ? only : null;
    }

    private static string? SoleRequired(ObjectRules rules)
    {
        bool saysMore = rules.MinProperties > 0 || rules.MaxProperties < int.MaxValue
            || rules.PropertyNames is not null || rules.AdditionalProperties is not null
            || rules.PatternProperties.Count > 0 || rules.Dependencies.Count > 0
            || rules.Names.Any(name => name.Schema is not null);
        return !saysMore && rules.Required is [var only] ? only.Name : null;
    }
}
