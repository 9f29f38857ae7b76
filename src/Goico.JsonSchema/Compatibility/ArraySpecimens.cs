using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Arrays worth trying: as short as possible and longer than allowed, of equal items and different ones.
/// </summary>
internal sealed class ArraySpecimens(Prover prover, Specimens specimens)
{
    private const int MostItems = 300;
    private const int MostDifferent = 400;
    private const int MostValues = 6;

    /// <summary>Arrays that may fit a premise.</summary>
    public IEnumerable<string> Of(Premise premise, Hints hints)
    {
        ArrayFacts facts = prover.Arrays(premise);
        ArrayRules[] rules = [.. hints.Nodes.Select(node => node.Arrays).OfType<ArrayRules>()];
        int most = Math.Min(facts.Max, MostItems);
        int[] sizes = [.. Sizes(facts, rules).Where(size => size >= 0 && size <= most).Distinct()];
        IEnumerable<string?> arrays = sizes.Select(size => Build(facts, size, [], null));
        foreach (ArrayRules rule in rules.Where(rule => rule.Contains is not null))
        {
            arrays = arrays.Concat(sizes.SelectMany(size => new[]
            {
                Build(facts, size, [], item => prover.Premises.Choosing(item, null, [rule.Contains!], null)),
                Build(facts, size, [], item => prover.Premises.Meeting(item, rule.Contains!)),
            }));
        }

        arrays = arrays.Concat(Varied(facts, hints));
        if (rules.Any(rule => rule.UniqueItems))
            arrays = arrays.Concat(Repeated(facts));
        return arrays.OfType<string>();
    }

    /// <summary>Arrays with a given item at a position.</summary>
    public IEnumerable<string> With(Premise premise, int position, string json)
    {
        ArrayFacts facts = prover.Arrays(premise);
        var given = new Dictionary<int, string> { [position] = json };
        foreach (int size in new[] { position + 1, facts.Min, facts.Min + 1 }.Where(size => size > position).Distinct())
        {
            if (size <= facts.Max && size <= MostItems && Build(facts, size, given, null) is { } array)
                yield return array;
        }
    }

    private static IEnumerable<int> Sizes(ArrayFacts facts, ArrayRules[] rules)
    {
        IEnumerable<int> sizes = [facts.Min, facts.Min + 1, 0, 2];
        return sizes.Concat(rules.SelectMany(rule => new[]
        {
            rule.MinItems - 1, rule.MaxItems < int.MaxValue ? rule.MaxItems + 1 : 0, rule.Prefix.Length + 1,
            rule.MaxContains < int.MaxValue ? rule.MaxContains + 1 : 0, rule.MinContains - 1, rule.MinContains,
        }));
    }

    private IEnumerable<string?> Varied(ArrayFacts facts, Hints hints)
    {
        if (hints.Depth == 0)
            return [];
        int last = Math.Min(facts.Horizon, Math.Max(facts.Max - 1, 0));
        return Enumerable.Range(0, Math.Min(last + 1, MostValues)).SelectMany(position =>
            specimens.Many(facts.Item(position), hints.Item(position)).Take(MostValues).Select(item =>
                Build(facts, Math.Max(position + 1, facts.Min), new() { [position] = item }, null)));
    }

    /// <summary>Arrays with the same item twice.</summary>
    private IEnumerable<string?> Repeated(ArrayFacts facts)
    {
        for (int first = 0; first <= facts.Horizon && first < MostValues; first++)
        {
            for (int second = first + 1; second <= facts.Horizon + 1; second++)
            {
                Premise both = prover.Premises.Of([.. facts.Item(first).Met, .. facts.Item(second).Met]);
                if (specimens.One(both) is not { } item)
                    continue;
                var given = new Dictionary<int, string> { [first] = item, [second] = item };
                yield return Build(facts, Math.Max(second + 1, facts.Min), given, null);
            }
        }
    }

    /// <summary>
    /// An array of a size, with given items at their positions; the others fit, and a further demand if they can.
    /// </summary>
    private string? Build(ArrayFacts facts, int size, Dictionary<int, string> given, Func<Premise, Premise>? demand)
    {
        if (!specimens.CanTry)
            return null;
        var items = new string?[size];
        var used = new HashSet<string>(given.Values, StringComparer.Ordinal);
        foreach ((int position, string json) in given)
            items[position] = json;
        foreach (ArrayRules rules in facts.Rules.Where(rules => rules.Contains is not null))
            Contain(facts, items, rules, used, demand);
        for (int i = 0; i < size; i++)
        {
            if (items[i] is not null)
                continue;
            Premise item = facts.Item(i);
            items[i] = (demand is null ? null : Item(demand(item), facts.IsUnique, used))
                ?? Item(item, facts.IsUnique, used);
            if (items[i] is null)
                return null;
            used.Add(items[i]!);
        }

        return JsonWriting.Array(items.OfType<string>());
    }

    /// <summary>Puts items that must be contained at the first free positions that they fit.</summary>
    private void Contain(ArrayFacts facts, string?[] items, ArrayRules rules, HashSet<string> used,
        Func<Premise, Premise>? demand)
    {
        SchemaNode contained = rules.Contains!;
        int count = rules.MinContains;
        for (int i = 0; i < items.Length && count > 0; i++)
        {
            if (items[i] is { } given)
            {
                bool counts = Specimen.Of(given) is { } value && prover.Finite.Meets(value, contained) == true;
                count -= counts ? 1 : 0;
                continue;
            }

            Premise item = prover.Premises.Meeting(facts.Item(i), contained);
            items[i] = (demand is null ? null : Item(demand(item), facts.IsUnique, used))
                ?? Item(item, facts.IsUnique, used);
            if (items[i] is null)
                continue;
            used.Add(items[i]!);
            count--;
        }
    }

    private string? Item(Premise premise, bool isUnique, HashSet<string> used) => isUnique && used.Count > 0
        ? specimens.Many(premise, Hints.None).Take(MostDifferent).FirstOrDefault(json => !used.Contains(json))
        : specimens.One(premise);
}
