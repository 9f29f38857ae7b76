using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// The properties that a schema and those it applies to the same object evaluate, and so keep from
/// <c>unevaluatedProperties</c>: by names and patterns, or all.
/// </summary>
internal sealed class EvaluatedNames
{
    private readonly List<Pattern> _patterns = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public bool IsAll { get; private set; }

    public IReadOnlySet<string> Names => _names;

    /// <summary>The patterns as written.</summary>
    public IEnumerable<string> Patterns => _patterns.Select(pattern => pattern.Written);

    /// <summary>What is evaluated at most: no other property of the object is.</summary>
    public static EvaluatedNames Possibly(Prover prover, Premise premise, SchemaNode node)
    {
        var names = new EvaluatedNames();
        names.Add(node);
        foreach (SchemaNode part in InPlace.Possibly(prover, premise, node))
            names.AddWhole(part);
        return names;
    }

    /// <summary>What is evaluated at least, when the object meets the node.</summary>
    public static EvaluatedNames Surely(Prover prover, Premise premise, SchemaNode node)
    {
        var names = new EvaluatedNames();
        names.Add(node);
        foreach (SchemaNode part in InPlace.Surely(prover, premise, node))
            names.AddWhole(part);
        return names;
    }

    /// <summary>Whether a property is evaluated.</summary>
    public bool Covers(string name) => IsAll || _names.Contains(name)
        || _patterns.Exists(pattern => pattern.Matches(name));

    private void AddWhole(SchemaNode node)
    {
        Add(node);
        IsAll |= node.UnevaluatedProperties is not null;
    }

    private void Add(SchemaNode node)
    {
        if (node.Objects is not { } rules)
            return;
        IsAll |= rules.AdditionalProperties is not null;
        _names.UnionWith(rules.Names.Where(name => name.Schema is not null).Select(name => name.Name));
        _patterns.AddRange(rules.PatternProperties.Select(pair => pair.Pattern));
    }
}

/// <summary>The same for arrays: the items before a position, or all.</summary>
internal sealed class EvaluatedItems
{
    public bool IsAll { get; private set; }

    /// <summary>How many items from the first on are evaluated.</summary>
    public int Count { get; private set; }

    /// <summary>What is evaluated at most: no other item of the array is.</summary>
    public static EvaluatedItems Possibly(Prover prover, Premise premise, SchemaNode node)
    {
        var items = new EvaluatedItems();
        items.Add(node, possibly: true);
        foreach (SchemaNode part in InPlace.Possibly(prover, premise, node))
            items.AddWhole(part, possibly: true);
        return items;
    }

    /// <summary>What is evaluated at least, when the array meets the node.</summary>
    public static EvaluatedItems Surely(Prover prover, Premise premise, SchemaNode node)
    {
        var items = new EvaluatedItems();
        items.Add(node, possibly: false);
        foreach (SchemaNode part in InPlace.Surely(prover, premise, node))
            items.AddWhole(part, possibly: false);
        return items;
    }

    private void AddWhole(SchemaNode node, bool possibly)
    {
        Add(node, possibly);
        IsAll |= node.UnevaluatedItems is not null;
    }

    private void Add(SchemaNode node, bool possibly)
    {
        if (node.Arrays is not { } rules)
            return;
        // Which items "contains" evaluates can't be told, only that it may be any.
        IsAll |= rules.Rest is not null || (possibly && rules is { Contains: not null, ContainsEvaluates: true });
        Count = Math.Max(Count, rules.Prefix.Length);
    }
}

/// <summary>The schemas that a node applies to the same value, and whose annotations it collects.</summary>
internal static class InPlace
{
    /// <summary>All that may be met.</summary>
    public static IReadOnlyCollection<SchemaNode> Possibly(Prover prover, Premise premise, SchemaNode node) =>
        Collect(node, part => Choices(part).Where(choice => !prover.Excludes(premise, choice)));

    /// <summary>Those that are met in any case, when the node is.</summary>
    public static IReadOnlyCollection<SchemaNode> Surely(Prover prover, Premise premise, SchemaNode node) =>
        Collect(node, part => Certain(prover, premise, part));

    private static HashSet<SchemaNode> Collect(SchemaNode node, Func<SchemaNode, IEnumerable<SchemaNode>> next)
    {
        var found = new HashSet<SchemaNode>();
        var open = new Stack<SchemaNode>([node]);
        while (open.TryPop(out SchemaNode? at))
        {
            IEnumerable<SchemaNode> demanded = at.Applicators.SelectMany(SchemaGraph.Demanded);
            foreach (SchemaNode part in demanded.Concat(next(at)).Select(SchemaGraph.Resolve))
            {
                if (found.Add(part))
                    open.Push(part);
            }
        }

        return found;
    }

    private static IEnumerable<SchemaNode> Choices(SchemaNode node)
    {
        IEnumerable<SchemaNode> alternatives = node.Applicators
            .Where(applicator => applicator is Alternatives or Conditional)
            .SelectMany(applicator => applicator.Targets);
        return node.Objects is null ? alternatives : alternatives.Concat(node.Objects.InPlace);
    }

    private static IEnumerable<SchemaNode> Certain(Prover prover, Premise premise, SchemaNode node)
    {
        IEnumerable<SchemaNode> certain = node.Applicators.OfType<Alternatives>()
            .SelectMany(alternatives => alternatives.Targets).Where(branch => prover.Proves(premise, branch));
        foreach (Conditional conditional in node.Applicators.OfType<Conditional>())
        {
            if (prover.Proves(premise, conditional.Condition))
                certain = certain.Append(conditional.Condition).Append(conditional.Then ?? conditional.Condition);
            else if (conditional.Otherwise is not null && prover.Excludes(premise, conditional.Condition))
                certain = certain.Append(conditional.Otherwise);
        }

        IEnumerable<Dependency> dependencies = node.Objects?.Dependencies ?? [];
        return certain.Concat(dependencies.Where(d => premise.Present.Contains(d.Trigger.Name))
            .Select(d => d.Schema).OfType<SchemaNode>());
    }
}
