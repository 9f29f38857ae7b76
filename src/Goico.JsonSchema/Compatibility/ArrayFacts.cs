using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// What a premise says of arrays: of each item by its position, and of those after the last that it names.
/// </summary>
internal sealed class ArrayFacts
{
    private readonly Prover _prover;
    private readonly List<(SchemaNode Node, ArrayRules? Rules, EvaluatedItems? Evaluated)> _rules = [];
    private readonly Dictionary<int, Premise> _items = [];

    /// <summary>Of a premise that leaves nothing but arrays.</summary>
    public ArrayFacts(Prover prover, Premise premise)
    {
        _prover = prover;
        foreach (SchemaNode node in premise.Met)
        {
            EvaluatedItems? evaluated = node.UnevaluatedItems is null
                ? null : EvaluatedItems.Possibly(prover, premise, node);
            if (node.Arrays is not null || evaluated is { IsAll: false })
                _rules.Add((node, node.Arrays, evaluated));
        }

        Horizon = Rules.Select(rule => rule.Prefix.Length)
            .Concat(_rules.Select(rule => rule.Evaluated is { IsAll: false } some ? some.Count : 0))
            .DefaultIfEmpty(0).Max();
        IsUnique = Rules.Any(rule => rule.UniqueItems);
        Min = Rules.Select(rule => Math.Max(rule.MinItems, rule.Contains is null ? 0 : rule.MinContains))
            .DefaultIfEmpty(0).Max();
        Max = Rules.Select(rule => rule.MaxItems).DefaultIfEmpty(int.MaxValue).Min();
        for (int i = 0; i <= Horizon && i < Max; i++)
        {
            if (prover.IsEmptyBelow(Item(i)))
                Max = i;
        }
    }

    public IEnumerable<ArrayRules> Rules => _rules.Select(rule => rule.Rules).OfType<ArrayRules>();

    /// <summary>Fewest items.</summary>
    public int Min { get; }

    /// <summary>Most items.</summary>
    public int Max { get; }

    public bool IsUnique { get; }

    /// <summary>From this position on, the same is said of all items.</summary>
    public int Horizon { get; }

    /// <summary>What is known of the item at a position, if there is one.</summary>
    public Premise Item(int position)
    {
        position = Math.Min(position, Horizon);
        if (_items.TryGetValue(position, out Premise? item))
            return item;
        var met = new List<SchemaNode>();
        foreach (var (node, rules, evaluated) in _rules)
        {
            if (rules is not null && Applying(rules, position) is { } applying)
                met.Add(applying);
            if (evaluated is { IsAll: false } && position >= evaluated.Count)
                met.Add(node.UnevaluatedItems!);
        }

        item = _prover.Premises.Of(met);
        _items.Add(position, item);
        return item;
    }

    /// <summary>The schema of one node that applies to the item at a position.</summary>
    public static SchemaNode? Applying(ArrayRules rules, int position) =>
        position < rules.Prefix.Length ? rules.Prefix[position] : rules.Rest;
}
