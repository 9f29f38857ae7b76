using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>What a premise says of objects: of each property by its name, and of those that it does not name.</summary>
internal sealed class ObjectFacts
{
    private const int MostAlternatives = 16;

    private readonly Prover _prover;
    private readonly Premise _premise;
    private readonly List<(SchemaNode Node, ObjectRules? Rules, EvaluatedNames? Evaluated)> _rules = [];
    private readonly Dictionary<string, Premise> _properties = new(StringComparer.Ordinal);
    private readonly bool _isFull;

    /// <summary>Of a premise that leaves nothing but objects.</summary>
    public ObjectFacts(Prover prover, Premise premise)
    {
        _prover = prover;
        _premise = premise;
        foreach (SchemaNode node in premise.Met)
        {
            EvaluatedNames? evaluated = node.UnevaluatedProperties is null
                ? null : EvaluatedNames.Possibly(prover, premise, node);
            if (node.Objects is not null || evaluated is { IsAll: false })
                _rules.Add((node, node.Objects, evaluated));
        }

        ObjectRules[] rules = [.. _rules.Select(rule => rule.Rules).OfType<ObjectRules>()];
        Min = Math.Max(rules.Select(rule => rule.MinProperties).DefaultIfEmpty(0).Max(), premise.Present.Count);
        Max = rules.Select(rule => rule.MaxProperties).DefaultIfEmpty(int.MaxValue).Min();
        Names = prover.Premises.Of(rules.Select(rule => rule.PropertyNames).OfType<SchemaNode>(), Kinds.String);
        // Repeated names would count several times; but they fill an object up all the same.
        _isFull = Max <= premise.Present.Count;
        var known = new HashSet<string>(premise.Present.Concat(premise.Absent), StringComparer.Ordinal);
        known.UnionWith(rules.SelectMany(rule => rule.Names).Select(name => name.Name));
        known.UnionWith(_rules.SelectMany(rule => rule.Evaluated?.Names ?? Enumerable.Empty<string>()));
        NamesAreListed = prover.Finite.Values(Names) is not null;
        known.UnionWith(prover.Finite.Values(Names)?.Select(value => value.Text!) ?? []);
        Known = known;
    }

    /// <summary>Fewest properties.</summary>
    public int Min { get; }

    /// <summary>Most properties.</summary>
    public int Max { get; }

    /// <summary>The properties that it certainly has.</summary>
    public IReadOnlySet<string> Required => _premise.Present;

    /// <summary>What is known of the name of every property.</summary>
    public Premise Names { get; }

    /// <summary>Whether all names that properties may have are among <see cref="Known"/>.</summary>
    public bool NamesAreListed { get; }

    /// <summary>All property names that anything is said about.</summary>
    public IReadOnlySet<string> Known { get; }

    /// <summary>The patterns of names that anything is said about.</summary>
    public IEnumerable<Pattern> Patterns =>
        _rules.SelectMany(rule => rule.Rules?.PatternProperties ?? []).Select(pair => pair.Pattern);

    /// <summary>What is known of the value of a property; nothing is possible when it can't be there.</summary>
    public Premise Property(string name)
    {
        if (!_properties.TryGetValue(name, out Premise? property))
            _properties.Add(name, property = FindProperty(name));
        return property;
    }

    /// <summary>Whether a property certainly can't be there.</summary>
    public bool Lacks(string name) => _prover.IsEmptyBelow(Property(name));

    /// <summary>
    /// What is known of a property whose name is none of <see cref="Known"/>: one of several cases; none when there
    /// can't be such a property.
    /// </summary>
    /// <param name="matched">The pattern that its name matches; null when nothing is known of that.</param>
    /// <param name="missed">Patterns that its name does not match.</param>
    public IReadOnlyList<Premise> Others(Pattern? matched, IReadOnlyList<Pattern> missed)
    {
        if (_isFull || NamesAreListed || _prover.IsEmptyBelow(Names))
            return [];
        TextDemand names = TextFacts.Of(Names).Demand;
        if (matched is not null)
            names = names with { Patterns = [.. names.Patterns, matched] };
        if (_prover.Texts.FindAny(names).IsNone || missed.Any(pattern => AreWithin(names, pattern)))
            return [];
        var cases = new List<IReadOnlyList<SchemaNode>> { Array.Empty<SchemaNode>() };
        foreach (var (node, rules, evaluated) in _rules)
        {
            List<IReadOnlyList<SchemaNode>> choices = Choices(rules, names, missed);
            if (evaluated is { IsAll: false } && evaluated.Patterns.All(pattern => IsMissed(pattern, names, missed)))
                choices = choices.ConvertAll<IReadOnlyList<SchemaNode>>(one => [.. one, node.UnevaluatedProperties!]);
            if (choices.Exists(choice => choice.Count == 0) || cases.Count * choices.Count > MostAlternatives)
                continue;
            cases = [.. cases.SelectMany(one => choices.Select(two => (IReadOnlyList<SchemaNode>)[.. one, .. two]))];
        }

        return [.. cases.Select(one => _prover.Premises.Of(one)).Where(one => !_prover.IsEmptyBelow(one))];
    }

    /// <summary>
    /// What the names are that are none of <see cref="Known"/>: one of several cases. Where no additional properties
    /// can be, they match a pattern.
    /// </summary>
    public IEnumerable<TextDemand> OtherNames()
    {
        TextDemand names = TextFacts.Of(Names).Demand;
        ObjectRules? closed = _rules.Select(rule => rule.Rules).OfType<ObjectRules>().FirstOrDefault(rules =>
            rules.AdditionalProperties is { } rest && _prover.IsEmptyBelow(_prover.Premises.Of([rest])));
        return closed is null ? [names] : closed.PatternProperties
            .Select(pair => names with { Patterns = [.. names.Patterns, pair.Pattern] });
    }

    /// <summary>The sets of schemas of which one at least holds for a property of an unknown name.</summary>
    private List<IReadOnlyList<SchemaNode>> Choices(ObjectRules? rules, TextDemand names, IReadOnlyList<Pattern> missed)
    {
        if (rules is null)
            return [[]];
        SchemaNode[] certain = [.. rules.PatternProperties
            .Where(pair => AreWithin(names, pair.Pattern)).Select(pair => pair.Schema)];
        if (certain.Length > 0)
            return [certain];
        IEnumerable<IReadOnlyList<SchemaNode>> possible = rules.PatternProperties
            .Where(pair => !IsMissed(pair.Pattern, names, missed))
            .Select(pair => (IReadOnlyList<SchemaNode>)[pair.Schema]);
        IReadOnlyList<SchemaNode> additional = rules.AdditionalProperties is { } rest ? [rest] : [];
        return [additional, .. possible];
    }

    /// <summary>Whether all names that meet a demand match a pattern.</summary>
    private bool AreWithin(TextDemand names, Pattern pattern) =>
        names.Patterns.Any(ours => ours.Written == pattern.Written)
        || _prover.Texts.Find(names, new TextDemand([pattern])).IsNone;

    /// <summary>Whether a name certainly does not match a pattern.</summary>
    private bool IsMissed(Pattern pattern, TextDemand names, IReadOnlyList<Pattern> missed) =>
        missed.Any(other => _prover.Texts.IsWithin(pattern, other))
        || _prover.Texts.FindAny(names with { Patterns = [.. names.Patterns, pattern] }).IsNone;

    private Premise FindProperty(string name)
    {
        bool canBe = !_premise.Absent.Contains(name) && Max > 0 && (!_isFull || Required.Contains(name))
            && _prover.Allows(Names, name);
        if (!canBe)
            return _prover.Premises.Impossible;
        var met = new List<SchemaNode>();
        foreach (var (node, rules, evaluated) in _rules)
        {
            if (rules is not null)
                met.AddRange(Applying(rules, name));
            if (evaluated is not null && !evaluated.Covers(name))
                met.Add(node.UnevaluatedProperties!);
        }

        return _prover.Premises.Of(met);
    }

    /// <summary>The schemas of one node that apply to a property.</summary>
    public static IEnumerable<SchemaNode> Applying(ObjectRules rules, string name)
    {
        var applying = new List<SchemaNode>();
        if (rules.Find(name)?.Schema is { } own)
            applying.Add(own);
        applying.AddRange(rules.PatternProperties
            .Where(pair => pair.Pattern.Matches(name)).Select(pair => pair.Schema));
        if (applying.Count == 0 && rules.AdditionalProperties is not null)
            applying.Add(rules.AdditionalProperties);
        return applying;
    }
}
