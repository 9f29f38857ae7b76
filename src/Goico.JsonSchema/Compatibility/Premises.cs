using System.Globalization;
using System.Text;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Makes premises, each once.</summary>
internal sealed class Premises
{
    private readonly SchemaGraph _graph;
    private readonly Dictionary<string, Premise> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<object, int> _choices = [];

    public Premises(SchemaGraph graph)
    {
        _graph = graph;
        Anything = new PremiseDraft().Finish(this);
        Impossible = new PremiseDraft { Kinds = Kinds.None }.Finish(this);
    }

    /// <summary>The premise that knows nothing.</summary>
    public Premise Anything { get; }

    /// <summary>The premise that nothing fits.</summary>
    public Premise Impossible { get; }

    /// <summary>The number of different premises made.</summary>
    public int Count => _made.Count;

    /// <summary>A value that meets all of some schemas.</summary>
    public Premise Of(IEnumerable<SchemaNode> met, Kinds kinds = Kinds.Any)
    {
        var draft = new PremiseDraft { Kinds = kinds };
        foreach (SchemaNode node in met)
            draft.Meet(node);
        return draft.Finish(this);
    }

    public Premise Narrow(Premise premise, Kinds kinds)
    {
        if ((premise.Kinds & kinds) == premise.Kinds)
            return premise;
        return new PremiseDraft(premise) { Kinds = premise.Kinds & kinds }.Finish(this);
    }

    /// <summary>The same value, which meets another schema as well.</summary>
    public Premise Meeting(Premise premise, SchemaNode node, object? settled = null)
    {
        PremiseDraft draft = new PremiseDraft(premise).Settle(settled);
        draft.Meet(node);
        return draft.Finish(this);
    }

    /// <summary>The same value, which meets one schema and misses others.</summary>
    public Premise Choosing(Premise premise, SchemaNode? met, IEnumerable<SchemaNode> missed, object? settled)
    {
        PremiseDraft draft = new PremiseDraft(premise).Settle(settled);
        if (met is not null)
            draft.Meet(met);
        foreach (SchemaNode node in missed)
            draft.Miss(node);
        return draft.Finish(this);
    }

    /// <summary>The same value, an object that has some properties.</summary>
    public Premise Having(Premise premise, IEnumerable<string> names, object? settled = null)
    {
        PremiseDraft draft = new PremiseDraft(premise).Settle(settled);
        draft.Kinds &= Kinds.Object;
        draft.Present.UnionWith(names);
        return draft.Finish(this);
    }

    /// <summary>The same value, an object that lacks a property.</summary>
    public Premise Lacking(Premise premise, string name, object settled)
    {
        PremiseDraft draft = new PremiseDraft(premise).Settle(settled);
        draft.Kinds &= Kinds.Object;
        draft.Absent.Add(name);
        return draft.Finish(this);
    }

    /// <summary>The same value without what it does not meet.</summary>
    public Premise Positive(Premise premise)
    {
        if (premise.Unmet.Length == 0)
            return premise;
        var draft = new PremiseDraft(premise);
        draft.Unmet.Clear();
        return draft.Finish(this);
    }

    internal Premise Intern(PremiseDraft draft)
    {
        bool possible = draft.Kinds != Kinds.None;
        SchemaNode[] met = possible ? [.. draft.Met.OrderBy(_graph.Number)] : [];
        SchemaNode[] unmet = possible ? [.. draft.Unmet.OrderBy(_graph.Number)] : [];
        if (!possible)
            draft = new PremiseDraft { Kinds = Kinds.None };
        var key = new StringBuilder().Append((int)draft.Kinds);
        Append(key, 'm', met.Select(_graph.Number));
        Append(key, 'u', unmet.Select(_graph.Number));
        Append(key, 'p', draft.Present.Select(name => NumberIn(_names, name)).Order());
        Append(key, 'a', draft.Absent.Select(name => NumberIn(_names, name)).Order());
        Append(key, 's', draft.Settled.Select(choice => NumberIn(_choices, choice)).Order());
        string made = key.ToString();
        if (_made.TryGetValue(made, out Premise? premise))
            return premise;
        premise = new Premise
        {
            Number = _made.Count,
            Kinds = draft.Kinds,
            Met = met,
            Unmet = unmet,
            Present = draft.Present,
            Absent = draft.Absent,
            Settled = draft.Settled,
        };
        _made.Add(made, premise);
        return premise;
    }

    private static void Append(StringBuilder key, char part, IEnumerable<int> numbers)
    {
        key.Append(part);
        foreach (int number in numbers)
            key.Append(CultureInfo.InvariantCulture, $"{number},");
    }

    private static int NumberIn<T>(Dictionary<T, int> numbers, T key)
        where T : notnull
    {
        if (!numbers.TryGetValue(key, out int number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }
}
