using Goico.JsonSchema.Patterns;

namespace Goico.JsonSchema.Rules;

/// <summary>The keywords about objects: one walk over the properties, then what depends on which were there.</summary>
internal sealed class ObjectRules(SchemaNode node)
{
    private readonly Dictionary<string, NamedProperty> _names = new(StringComparer.Ordinal);
    private NameTable _table = new([]);
    private Presence.Demand _demand;
    private int _watched;
    private bool _namesDecide;

    public int MinProperties { get; set; }

    public int MaxProperties { get; set; } = int.MaxValue;

    public SchemaNode? PropertyNames { get; set; }

    public SchemaNode? AdditionalProperties { get; set; }

    public List<(Pattern Pattern, SchemaNode Schema)> PatternProperties { get; } = [];

    public List<NamedProperty> Required { get; } = [];

    public List<Dependency> Dependencies { get; } = [];

    /// <summary>Every property name that a keyword mentions.</summary>
    public IReadOnlyCollection<NamedProperty> Names => _names.Values;

    /// <summary>The schemas that apply to the object itself.</summary>
    public IEnumerable<SchemaNode> InPlace => Dependencies.Select(d => d.Schema).OfType<SchemaNode>();

    /// <summary>The record of a property name, or null for one that is not mentioned.</summary>
    public NamedProperty? Find(string name) => _names.GetValueOrDefault(name);

    /// <summary>The record of a property name, made at first mention.</summary>
    public NamedProperty Named(string name)
    {
        if (!_names.TryGetValue(name, out NamedProperty? property))
            _names.Add(name, property = new NamedProperty(name));
        return property;
    }

    /// <summary>The record of a name whose presence matters.</summary>
    public NamedProperty Watched(string name)
    {
        NamedProperty property = Named(name);
        if (property.Presence < 0)
            property.Presence = _watched++;
        return property;
    }

    /// <summary>Derives what the check needs, once all keywords are read.</summary>
    public void Seal()
    {
        _table = new NameTable(_names.Values);
        _namesDecide = PropertyNames is null && PatternProperties.Count == 0;
        _demand = Presence.Demand.Of(Required);
    }

    public bool Check(ref Evaluation evaluation, int index, int tracker)
    {
        bool meets = CheckCount(ref evaluation, index);
        if (!meets && evaluation.StopsAtFailure)
            return false;
        var presence = new Presence(evaluation.Scratch, _watched);
        meets &= _namesDecide
            ? CheckByName(ref evaluation, index, tracker, ref presence)
            : CheckProperties(ref evaluation, index, tracker, ref presence);
        if (!presence.Includes(_demand) && (meets || !evaluation.StopsAtFailure))
            meets &= CheckRequired(ref evaluation, index, presence);
        if (Dependencies.Count > 0 && (meets || !evaluation.StopsAtFailure))
            meets &= CheckDependencies(ref evaluation, index, tracker, presence);
        presence.Return(evaluation.Scratch);
        return meets;
    }

    private bool CheckCount(ref Evaluation evaluation, int index)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        if (count >= MinProperties && count <= MaxProperties)
            return true;
        if (evaluation.Records && count < MinProperties)
            evaluation.Report(index, node, "minProperties", $"must have at least {Some(MinProperties)}, had {count}");
        if (evaluation.Records && count > MaxProperties)
            evaluation.Report(index, node, "maxProperties", $"must have at most {Some(MaxProperties)}, had {count}");
        return false;
    }

    /// <summary>The walk where nothing but <c>properties</c> and <c>additionalProperties</c> speaks.</summary>
    private bool CheckByName(ref Evaluation evaluation, int index, int tracker, ref Presence presence)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        int name = index + 1;
        bool meets = true;
        for (int i = 0; i < count; i++)
        {
            SchemaNode? schema = AdditionalProperties;
            if (_table.Find(evaluation.Instance, name) is { } property)
            {
                presence.Add(evaluation.Scratch, property.Presence);
                schema = property.Schema ?? schema;
            }

            if (schema is not null)
            {
                meets &= evaluation.Meets(schema, name + 1);
                if (!meets && evaluation.StopsAtFailure)
                    return false;
                if (tracker != Evaluation.NoTracker)
                    evaluation.Scratch.Set(tracker, i);
            }

            name = evaluation.Instance.Tokens[name + 1].Next;
        }

        return meets;
    }

    private bool CheckProperties(ref Evaluation evaluation, int index, int tracker, ref Presence presence)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        int name = index + 1;
        bool meets = true;
        for (int i = 0; i < count; i++)
        {
            NamedProperty? property = _table.Find(evaluation.Instance, name);
            if (property is not null)
                presence.Add(evaluation.Scratch, property.Presence);
            if (PropertyNames is not null)
                meets &= evaluation.Meets(PropertyNames, name);
            meets &= CheckProperty(ref evaluation, property?.Schema, name, out bool evaluated);
            if (!meets && evaluation.StopsAtFailure)
                return false;
            if (evaluated && tracker != Evaluation.NoTracker)
                evaluation.Scratch.Set(tracker, i);
            name = evaluation.Instance.Tokens[name + 1].Next;
        }

        return meets;
    }

    private bool CheckProperty(ref Evaluation evaluation, SchemaNode? schema, int name, out bool evaluated)
    {
        evaluated = schema is not null;
        bool meets = schema is null || evaluation.Meets(schema, name + 1);
        foreach ((Pattern pattern, SchemaNode matched) in PatternProperties)
        {
            if (!pattern.IsMatch(evaluation.Text(name), evaluation.Scratch, ref evaluation.Steps))
                continue;
            evaluated = true;
            meets &= evaluation.Meets(matched, name + 1);
        }

        if (evaluated || AdditionalProperties is null)
            return meets;
        evaluated = true;
        return evaluation.Meets(AdditionalProperties, name + 1);
    }

    private bool CheckRequired(ref Evaluation evaluation, int index, in Presence presence)
    {
        bool meets = true;
        foreach (NamedProperty property in Required)
        {
            if (presence.Has(evaluation.Scratch, property.Presence))
                continue;
            meets = false;
            if (evaluation.StopsAtFailure)
                return false;
            evaluation.Report(index, node, "required", $"must have the property \"{property.Name}\"");
        }

        return meets;
    }

    private bool CheckDependencies(ref Evaluation evaluation, int index, int tracker, in Presence presence)
    {
        bool meets = true;
        foreach (Dependency dependency in Dependencies)
        {
            if (!presence.Has(evaluation.Scratch, dependency.Trigger.Presence))
                continue;
            foreach (NamedProperty property in dependency.Required)
            {
                if (presence.Has(evaluation.Scratch, property.Presence))
                    continue;
                meets = false;
                if (evaluation.Records)
                {
                    evaluation.Report(index, node, dependency.Keyword,
                        $"must have the property \"{property.Name}\", as it has \"{dependency.Trigger.Name}\"");
                }
            }

            if (dependency.Schema is not null)
                meets &= evaluation.Meets(dependency.Schema, index, tracker);
            if (!meets && evaluation.StopsAtFailure)
                return false;
        }

        return meets;
    }

    private static string Some(int count) => count == 1 ? "1 property" : $"{count} properties";
}
