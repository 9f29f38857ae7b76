using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Whether two nodes say the same in the same way, through all references and cycles: then they accept the same
/// values, whatever constructs they use. Pairs found the same stay the same; a search that runs out of steps says no.
/// </summary>
internal sealed class Sameness(SchemaGraph graph, long steps)
{
    private readonly HashSet<(int, int)> _different = [];
    private readonly int[] _parents = [.. Enumerable.Range(0, graph.Count + 1)];
    private readonly Queue<(SchemaNode, SchemaNode)> _open = new();

    // Each pair that the question comes down to, with the pair that it was asked for.
    private readonly Dictionary<(int, int), (int, int)> _assumed = [];
    private (int, int) _asking;

    public bool Same(SchemaNode? left, SchemaNode? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        (SchemaNode a, SchemaNode b) = (SchemaGraph.Resolve(left), SchemaGraph.Resolve(right));
        (int, int) pair = (graph.Number(a), graph.Number(b));
        if (Class(pair.Item1) == Class(pair.Item2))
            return true;
        if (_different.Contains(pair) || steps <= 0)
            return false;
        _open.Clear();
        _assumed.Clear();
        _asking = pair;
        Demand(a, b);
        while (_open.TryDequeue(out var next))
        {
            _asking = (graph.Number(next.Item1), graph.Number(next.Item2));
            if (--steps > 0 && SameHere(next.Item1, next.Item2))
                continue;
            Differ(_asking);
            return false;
        }

        foreach ((int one, int other) in _assumed.Keys)
            _parents[Class(one)] = Class(other);
        return true;
    }

    /// <summary>Notes that a pair differs, and with it all that were the same only if it is.</summary>
    private void Differ((int, int) pair)
    {
        while (_different.Add(pair) && _assumed.TryGetValue(pair, out var asking))
            pair = asking;
    }

    /// <summary>Whether two applicators are of the same kind, over the same schemas in the same order.</summary>
    public bool Same(Applicator left, Applicator right)
    {
        var parts = new List<(SchemaNode?, SchemaNode?)>();
        return SameForm(left, right, parts) && parts.TrueForAll(part => Same(part.Item1, part.Item2));
    }

    /// <summary>Whether two sets hold the same values.</summary>
    public bool Same(ValueSet left, ValueSet right)
    {
        if (left == right)
            return true;
        ILookup<int, int> ours = ByHash(left);
        ILookup<int, int> theirs = ByHash(right);
        return Includes(left, ours, right, theirs) && Includes(right, theirs, left, ours);
    }

    public static bool Same(Pattern? left, Pattern? right) =>
        left is null || right is null ? left is null && right is null : left.Written == right.Written;

    private ILookup<int, int> ByHash(ValueSet values)
    {
        var scratch = new Scratch();
        return values.Tokens.ToLookup(token => JsonEquality.Hash(values.Source.View, token, scratch, ref steps));
    }

    private bool Includes(ValueSet set, ILookup<int, int> byHash, ValueSet part, ILookup<int, int> partByHash) =>
        partByHash.All(group => group.All(token => byHash[group.Key].Any(other =>
            JsonEquality.Same(set.Source.View, other, part.Source.View, token, ref steps))));

    private int Class(int number)
    {
        while (_parents[number] != number)
            number = _parents[number] = _parents[_parents[number]];
        return number;
    }

    /// <summary>
    /// Notes that two nodes must be the same for the question to be answered by yes; false when they are known not to
    /// be.
    /// </summary>
    private bool Demand(SchemaNode left, SchemaNode right)
    {
        (SchemaNode a, SchemaNode b) = (SchemaGraph.Resolve(left), SchemaGraph.Resolve(right));
        (int, int) pair = (graph.Number(a), graph.Number(b));
        if (_different.Contains(pair))
            return false;
        if (Class(pair.Item1) != Class(pair.Item2) && _assumed.TryAdd(pair, _asking))
            _open.Enqueue((a, b));
        return true;
    }

    private bool Demand(IEnumerable<(SchemaNode? Left, SchemaNode? Right)> parts)
    {
        foreach ((SchemaNode? left, SchemaNode? right) in parts)
        {
            if (left is null && right is null)
                continue;
            if (left is null || right is null || !Demand(left, right))
                return false;
        }

        return true;
    }

    private bool SameHere(SchemaNode a, SchemaNode b)
    {
        if (a == b)
            return true;
        // Where the way decides, so does the resource that a node belongs to.
        bool sameNode = a.IsTrue == b.IsTrue && a.IsFalse == b.IsFalse && a.Types == b.Types
            && (!graph.IsContextual || a.Resource == b.Resource);
        return sameNode && SameNumbers(a.Numbers, b.Numbers) && SameTexts(a.Texts, b.Texts)
            && SameValues(a.Values, b.Values) && SameArrays(a.Arrays, b.Arrays) && SameObjects(a.Objects, b.Objects)
            && SameApplicators(a.Applicators, b.Applicators)
            && Demand([(a.UnevaluatedProperties, b.UnevaluatedProperties), (a.UnevaluatedItems, b.UnevaluatedItems)]);
    }

    private static bool SameNumbers(NumberRules? a, NumberRules? b) => a is null || b is null
        ? a is null && b is null
        : SameLimit(a.Minimum, b.Minimum) && SameLimit(a.ExclusiveMinimum, b.ExclusiveMinimum)
            && SameLimit(a.Maximum, b.Maximum) && SameLimit(a.ExclusiveMaximum, b.ExclusiveMaximum)
            && SameLimit(a.MultipleOf, b.MultipleOf);

    private static bool SameLimit(NumberLimit? a, NumberLimit? b) => a is null || b is null
        ? a is null && b is null
        : ExactNumber.Compare(a.Value, b.Value) == 0;

    private static bool SameTexts(TextRules? a, TextRules? b) => a is null || b is null
        ? a is null && b is null
        : a.MinLength == b.MinLength && a.MaxLength == b.MaxLength && Same(a.Pattern, b.Pattern)
            && a.Format == b.Format;

    private bool SameValues(ValueSet[] a, ValueSet[] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    private bool SameArrays(ArrayRules? a, ArrayRules? b)
    {
        if (a is null || b is null)
            return a is null && b is null;
        bool sameCounts = a.MinItems == b.MinItems && a.MaxItems == b.MaxItems && a.UniqueItems == b.UniqueItems
            && a.MinContains == b.MinContains && a.MaxContains == b.MaxContains
            && (a.Contains is null || a.ContainsEvaluates == b.ContainsEvaluates);
        return sameCounts && a.Prefix.Length == b.Prefix.Length
            && Demand(a.Prefix.Zip<SchemaNode?, SchemaNode?>(b.Prefix))
            && Demand([(a.Rest, b.Rest), (a.Contains, b.Contains)]);
    }

    private bool SameObjects(ObjectRules? a, ObjectRules? b)
    {
        if (a is null || b is null)
            return a is null && b is null;
        steps -= a.Names.Count + a.PatternProperties.Count + a.Dependencies.Count;
        return a.MinProperties == b.MinProperties && a.MaxProperties == b.MaxProperties
            && Demand([(a.PropertyNames, b.PropertyNames), (a.AdditionalProperties, b.AdditionalProperties)])
            && SameNames(a.Required, b.Required)
            && a.Names.Count(name => name.Schema is not null) == b.Names.Count(name => name.Schema is not null)
            && Demand(a.Names.Select(name => (name.Schema, name.Schema is null ? null : b.Find(name.Name)?.Schema)))
            && SamePatterns(a, b) && SameDependencies(a, b);
    }

    private static bool SameNames(IReadOnlyCollection<NamedProperty> a, IReadOnlyCollection<NamedProperty> b) =>
        a.Count == b.Count && a.Select(name => name.Name).ToHashSet().SetEquals(b.Select(name => name.Name));

    private bool SamePatterns(ObjectRules a, ObjectRules b)
    {
        if (a.PatternProperties.Count != b.PatternProperties.Count)
            return false;
        Dictionary<string, SchemaNode> theirs =
            b.PatternProperties.ToDictionary(pair => pair.Pattern.Written, pair => pair.Schema);
        return Demand(a.PatternProperties.Select(pair =>
            ((SchemaNode?)pair.Schema, theirs.GetValueOrDefault(pair.Pattern.Written))));
    }

    private bool SameDependencies(ObjectRules a, ObjectRules b) =>
        a.Dependencies.Count == b.Dependencies.Count && a.Dependencies.Zip(b.Dependencies).All(pair =>
            pair.First.Trigger.Name == pair.Second.Trigger.Name
            && SameNames(pair.First.Required, pair.Second.Required)
            && Demand([(pair.First.Schema, pair.Second.Schema)]));

    private bool SameApplicators(Applicator[] a, Applicator[] b)
    {
        if (a.Length != b.Length)
            return false;
        var parts = new List<(SchemaNode?, SchemaNode?)>();
        return a.Zip(b).All(pair => SameForm(pair.First, pair.Second, parts)) && Demand(parts);
    }

    private bool SameForm(Applicator left, Applicator right, List<(SchemaNode?, SchemaNode?)> parts)
    {
        switch (left, right)
        {
            case (Conditional a, Conditional b):
                parts.AddRange([(a.Condition, b.Condition), (a.Then, b.Then), (a.Otherwise, b.Otherwise)]);
                return true;
            case (DynamicReference a, DynamicReference b) when graph.IsContextual:
                parts.Add((a.Initial, b.Initial));
                parts.AddRange(a.ByResource.Select(pair =>
                    ((SchemaNode?)pair.Value, b.ByResource.GetValueOrDefault(pair.Key))));
                return a.ByResource.Count == b.ByResource.Count;
            case (Alternatives a, Alternatives b) when a.ExactlyOne != b.ExactlyOne:
                return false;
            case (Alternatives or Not, _) when left.GetType() != right.GetType():
            case (Conditional or DynamicReference, _) when left.GetType() != right.GetType():
                return false;
        }

        if (left.GetType() != right.GetType() && right is Alternatives or Not or Conditional or DynamicReference)
            return false;
        SchemaNode[] ours = [.. left is DynamicReference ? SchemaGraph.Demanded(left) : left.Targets];
        SchemaNode[] theirs = [.. right is DynamicReference ? SchemaGraph.Demanded(right) : right.Targets];
        parts.AddRange(ours.Zip<SchemaNode?, SchemaNode?>(theirs));
        return ours.Length == theirs.Length;
    }
}
