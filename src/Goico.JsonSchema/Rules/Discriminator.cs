using System.Text;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>
/// A property by which the alternatives of a union tell themselves apart: each of them demands it, with a string of
/// its own. Looking at it once spares an object the check against all alternatives that can't match.
/// </summary>
internal sealed class Discriminator
{
    // Beyond these nobody looks for what the alternatives demand: compiling must stay cheap whatever the schema.
    private const int MostAlternatives = 256;
    private const int MostUntagged = 8;
    private const int MostRequired = 32;
    private const int SchemasEach = 8;

    private readonly byte[] _name;
    private readonly int _hash;
    private readonly int[] _untagged;
    private readonly Dictionary<int, List<(byte[] Tag, int[] Candidates)>> _byHash = [];
    private readonly List<string> _tags = [];

    private Discriminator(string name, Tags[] alternatives)
    {
        Name = name;
        _name = Encoding.UTF8.GetBytes(name);
        _hash = JsonText.Hash(_name);
        _untagged = [.. Enumerable.Range(0, alternatives.Length).Where(i => !alternatives[i].Demands(name))];
        var byTag = alternatives
            .SelectMany((alternative, i) => alternative.Of(name).Select(tag => (Tag: tag, Alternative: i)))
            .GroupBy(pair => pair.Tag, pair => pair.Alternative, StringComparer.Ordinal);
        foreach (IGrouping<string, int> group in byTag)
        {
            _tags.Add(group.Key);
            byte[] text = Encoding.UTF8.GetBytes(group.Key);
            int hash = JsonText.Hash(text);
            if (!_byHash.TryGetValue(hash, out List<(byte[], int[])>? same))
                _byHash.Add(hash, same = []);
            same.Add((text, [.. group.Concat(_untagged).Distinct().Order()]));
        }
    }

    /// <summary>The property.</summary>
    public string Name { get; }

    /// <summary>The strings that lead to an alternative, in the order of the alternatives.</summary>
    public IReadOnlyList<string> KnownTags => _tags;

    /// <summary>The property that most alternatives demand with a string of their own; null when few do.</summary>
    public static Discriminator? Find(SchemaNode[] schemas)
    {
        if (schemas.Length is < 3 or > MostAlternatives)
            return null;
        var alternatives = new Tags[schemas.Length];
        for (int i = 0; i < schemas.Length; i++)
        {
            alternatives[i] = new Tags();
            int left = SchemasEach;
            Collect(schemas[i], alternatives[i], ref left);
        }

        var best = alternatives.SelectMany(a => a.Demanded)
            .GroupBy(name => name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Count: group.Count()))
            .OrderByDescending(candidate => candidate.Count)
            .FirstOrDefault();
        bool isTelling = best.Count * 2 > schemas.Length && schemas.Length - best.Count <= MostUntagged;
        return isTelling ? new Discriminator(best.Name, alternatives) : null;
    }

    /// <summary>The value of the property in an object, as a token; -1 without it.</summary>
    public int Value(in JsonView instance, int container)
    {
        int name = container + 1;
        for (int i = instance.Tokens[container].Length; i > 0; i--)
        {
            ref readonly Token token = ref instance.Tokens[name];
            if (token.Next == _hash && JsonText.Same(instance.Raw(name), token.Escaped, _name))
                return name + 1;
            name = instance.Tokens[name + 1].Next;
        }

        return -1;
    }

    /// <summary>The positions of the alternatives that an object with such a value (-1: none) can match.</summary>
    public int[] Candidates(ref Evaluation evaluation, int value)
    {
        if (value < 0 || evaluation.Instance.Tokens[value].Kind != TokenKind.String)
            return _untagged;
        ReadOnlySpan<byte> text = evaluation.Text(value);
        if (!_byHash.TryGetValue(JsonText.Hash(text), out List<(byte[] Tag, int[] Candidates)>? same))
            return _untagged;
        foreach ((byte[] tag, int[] candidates) in same)
        {
            if (text.SequenceEqual(tag))
                return candidates;
        }

        return _untagged;
    }

    /// <summary>Notes what a schema demands of an object's properties, also by references and allOf.</summary>
    private static void Collect(SchemaNode node, Tags tags, ref int left)
    {
        while (node.Alias is not null)
            node = node.Alias;
        if (node.Objects is { Required.Count: <= MostRequired } rules)
            tags.Add(rules);
        foreach (Applicator applicator in node.Applicators)
        {
            if (applicator is not (Reference or AllOf))
                continue;
            foreach (SchemaNode target in applicator.Targets)
            {
                if (--left < 0)
                    return;
                Collect(target, tags, ref left);
            }
        }
    }

    /// <summary>The properties that one alternative demands, and the strings it allows for them.</summary>
    private sealed class Tags
    {
        private readonly HashSet<string> _required = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyCollection<string>> _strings = new(StringComparer.Ordinal);

        public IEnumerable<string> Demanded => _strings.Keys.Where(_required.Contains);

        public bool Demands(string name) => _required.Contains(name) && _strings.ContainsKey(name);

        public IReadOnlyCollection<string> Of(string name) => Demands(name) ? _strings[name] : [];

        public void Add(ObjectRules rules)
        {
            foreach (NamedProperty property in rules.Required)
                _required.Add(property.Name);
            // Where one schema demands the property and another one its value, they seldom are many.
            foreach (NamedProperty property in rules.Names.Take(MostRequired))
            {
                SchemaNode? schema = property.Schema;
                while (schema?.Alias is not null)
                    schema = schema.Alias;
                if (schema?.Values is [var values, ..] && values.Strings is { } strings)
                    _strings.TryAdd(property.Name, strings);
            }
        }
    }
}
