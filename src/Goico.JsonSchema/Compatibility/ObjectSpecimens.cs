using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Objects worth trying: with as little as possible, with each property, with more than are allowed.</summary>
internal sealed class ObjectSpecimens(Prover prover, Specimens specimens)
{
    private const int MostProperties = 200;
    private const int MostNamed = 16;
    private const int MostValues = 6;
    private const int MostNames = 4;

    private static readonly string[] s_fresh = ["other", "x", "a", "other2", "0", "X-1", "é", "a b", ""];

    /// <summary>Objects that may fit a premise.</summary>
    public IEnumerable<string> Of(Premise premise, Hints hints)
    {
        ObjectFacts facts = prover.Objects(premise);
        ObjectRules[] rules = [.. hints.Nodes.Select(node => node.Objects).OfType<ObjectRules>()];
        string[] named = [.. facts.Known.Concat(rules.SelectMany(rule => rule.Names).Select(name => name.Name))
            .Distinct().Where(name => name != hints.Lacking).Take(MostNamed)];
        IEnumerable<string?> objects = [Build(premise, [], 0, hints.Lacking)];
        objects = objects.Concat(named.SelectMany(name => Varied(premise, name, hints)));
        objects = objects.Concat(named.Select(name => Build(premise, Members(name, null), 0, hints.Lacking)));
        objects = objects.Concat(Sizes(rules).Select(size => Build(premise, [], size, hints.Lacking)));
        objects = objects.Concat(NewNames(premise, hints).SelectMany(name =>
            Varied(premise, name, hints).Prepend(Build(premise, Members(name, null), 0, hints.Lacking))));
        objects = objects.Append(Build(premise, [.. named.Where(name => !facts.Lacks(name))
            .Select(name => new KeyValuePair<string, string?>(name, null))], 0, null));
        return objects.OfType<string>();
    }

    /// <summary>Objects with a property of a given value, or of any value that fits when none is given.</summary>
    public IEnumerable<string> With(Premise premise, string name, string? json)
    {
        if (Build(premise, Members(name, json), 0, null) is { } least)
            yield return least;
        // What is not required may matter all the same, to a branch of alternatives.
        foreach (string other in prover.Objects(premise).Known.Take(MostNamed).Where(other => other != name))
        {
            if (Build(premise, [.. Members(name, json), .. Members(other, null)], 0, null) is { } more)
                yield return more;
        }
    }

    /// <summary>Objects with a property that no schema names.</summary>
    public IEnumerable<string> WithOther(Premise premise, Step.OfOther step, string json)
    {
        IEnumerable<string> names = step.Matched is null
            ? FreshNames(premise).Take(MostNames).Concat(Matching(prover.Objects(premise).Patterns))
            : PatternSpecimens.Of(step.Matched);
        return names.Where(name => !step.Known.Contains(name)).Take(MostNames * 2)
            .SelectMany(name => With(premise, name, json).Take(2));
    }

    private static KeyValuePair<string, string?>[] Members(string name, string? json) => [new(name, json)];

    /// <summary>Objects with one property, of values that the hints make different.</summary>
    private IEnumerable<string?> Varied(Premise premise, string name, Hints hints)
    {
        if (hints.Depth == 0)
            return [];
        Premise having = prover.Premises.Having(premise, [name]);
        if (having.IsImpossible)
            return [];
        return specimens.Many(prover.Objects(having).Property(name), hints.Property(name)).Take(MostValues)
            .Select(value => Build(premise, Members(name, value), 0, hints.Lacking));
    }

    private static IEnumerable<int> Sizes(ObjectRules[] rules) => rules
        .SelectMany(rule => new[] { rule.MinProperties, Math.Min(rule.MaxProperties, MostProperties) + 1 })
        .Where(size => size is > 0 and <= MostProperties).Distinct();

    private IEnumerable<string> NewNames(Premise premise, Hints hints)
    {
        Hints names = hints.Names();
        IEnumerable<string> texts = specimens.Many(prover.Objects(premise).Names, names).Take(MostNamed)
            .Select(json => Specimen.Of(json)?.Text).OfType<string>();
        IEnumerable<Pattern> patterns = hints.Nodes.Select(node => node.Objects).OfType<ObjectRules>()
            .SelectMany(rules => rules.PatternProperties).Select(pair => pair.Pattern);
        return FreshNames(premise).Take(1).Concat(names.Nodes.Count > 0 ? texts : []).Concat(Matching(patterns));
    }

    private static IEnumerable<string> Matching(IEnumerable<Pattern> patterns) =>
        patterns.SelectMany(pattern => PatternSpecimens.Of(pattern).Take(2));

    /// <summary>Names that the schemas don't mention, of properties that there can be.</summary>
    private IEnumerable<string> FreshNames(Premise premise)
    {
        ObjectFacts facts = prover.Objects(premise);
        IEnumerable<string> names = s_fresh;
        if (facts.Names.Met.Length > 0)
        {
            names = specimens.Many(facts.Names, Hints.None).Take(MostProperties)
                .Select(json => Specimen.Of(json)?.Text).OfType<string>();
        }

        return names.Where(name => !facts.Known.Contains(name));
    }

    /// <summary>
    /// An object of the given properties, those that are required with them, and so many more that it has a size.
    /// </summary>
    private string? Build(Premise premise, KeyValuePair<string, string?>[] given, int size, string? lacking)
    {
        Premise having = given.Length == 0 ? premise : prover.Premises.Having(premise, given.Select(pair => pair.Key));
        if (having.IsImpossible || !specimens.CanTry)
            return null;
        ObjectFacts facts = prover.Objects(having);
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string? json) in given)
        {
            if ((json ?? specimens.One(facts.Property(name))) is not { } value)
                return null;
            members[name] = value;
        }

        foreach (string name in facts.Required.Order(StringComparer.Ordinal).Where(name => !members.ContainsKey(name)))
        {
            if (specimens.One(facts.Property(name)) is not { } value)
                return null;
            members.Add(name, value);
        }

        Fill(members, facts, Math.Min(Math.Max(size, facts.Min), MostProperties), lacking);
        return JsonWriting.Object(members);
    }

    private void Fill(Dictionary<string, string> members, ObjectFacts facts, int size, string? lacking)
    {
        if (members.Count >= size)
            return;
        IEnumerable<string> numbered = Enumerable.Range(1, size).Select(i => $"p{i}");
        IEnumerable<string> listed = facts.Names.Met.Length == 0 ? [] : specimens.Many(facts.Names, Hints.None)
            .Take(size).Select(json => Specimen.Of(json)?.Text).OfType<string>();
        IEnumerable<string> matching = facts.Patterns.SelectMany(pattern => PatternSpecimens.Of(pattern, size));
        foreach (string name in facts.Known.Concat(numbered).Concat(listed).Concat(matching))
        {
            if (members.Count >= size)
                return;
            if (name == lacking || members.ContainsKey(name) || !prover.Allows(facts.Names, name))
                continue;
            if (specimens.One(facts.Property(name)) is { } value)
                members.Add(name, value);
        }
    }
}
