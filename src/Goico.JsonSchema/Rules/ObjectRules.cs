using Goico.JsonSchema.Patterns;

namespace Goico.JsonSchema.Rules;

/// <summary>A property whose presence demands others, or a schema for the whole object.</summary>
internal sealed record Dependency(NamedProperty Trigger, NamedProperty[] Required, SchemaNode? Schema, string Keyword);

/// <summary>The keywords about objects: one walk over the properties, then what depends on which were there.</summary>
internal sealed class ObjectRules(SchemaNode node)
{
    private readonly Dictionary<string, NamedProperty> _names = new(StringComparer.Ordinal);
    private NameTable _table = new([]);
    private int _presenceBits;

    public int MinProperties { get; set; }

    public int MaxProperties { get; set; } = int.MaxValue;

    public SchemaNode? PropertyNames { get; set; }

    public SchemaNode? AdditionalProperties { get; set; }

    public List<(Pattern Pattern, SchemaNode Schema)> PatternProperties { get; } = [];

    public List<NamedProperty> Required { get; } = [];

    public List<Dependency> Dependencies { get; } = [];

    /// <summary>The schemas that apply to the object itself.</summary>
    public IEnumerable<SchemaNode> InPlace => Dependencies.Select(d => d.Schema).OfType<SchemaNode>();

    /// <summary>All property names mentioned.</summary>
    public IReadOnlyCollection<NamedProperty> Names => _names.Values;

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
            property.Presence = _presenceBits++;
        return property;
    }

    /// <summary>Builds the table of names, once all keywords are read.</summary>
    public void Seal() => _table = new NameTable(_names.Values);

    public bool Check(ref Evaluation evaluation, int index, int tracker)
    {
        bool meets = CheckCount(ref evaluation, index);
        if (!meets && evaluation.StopsAtFailure)
            return false;
        int presence = evaluation.Scratch.RentBits(_presenceBits);
        meets &= CheckProperties(ref evaluation, index, tracker, presence);
        if (meets || !evaluation.StopsAtFailure)
            meets &= CheckRequired(ref evaluation, index, presence);
        if (meets || !evaluation.StopsAtFailure)
            meets &= CheckDependencies(ref evaluation, index, tracker, presence);
        evaluation.Scratch.ReturnBits(presence);
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

    private bool CheckProperties(ref Evaluation evaluation, int index, int tracker, int presence)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        int name = index + 1;
        bool meets = true;
        for (int i = 0; i < count; i++)
        {
            NamedProperty? property = _table.Find(evaluation.Instance, name);
            if (property is { Presence: >= 0 })
                evaluation.Scratch.Set(presence, property.Presence);
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
            if (!pattern.IsMatch(evaluation.Text(name), evaluation.Scratch))
                continue;
            evaluated = true;
            meets &= evaluation.Meets(matched, name + 1);
        }

        if (evaluated || AdditionalProperties is null)
            return meets;
        evaluated = true;
        return evaluation.Meets(AdditionalProperties, name + 1);
    }

    private bool CheckRequired(ref Evaluation evaluation, int index, int presence)
    {
        bool meets = true;
        foreach (NamedProperty property in Required)
        {
            if (evaluation.Scratch.Has(presence, property.Presence))
                continue;
            meets = false;
            if (evaluation.StopsAtFailure)
                return false;
            evaluation.Report(index, node, "required", $"must have the property \"{property.Name}\"");
        }

        return meets;
    }

    private bool CheckDependencies(ref Evaluation evaluation, int index, int tracker, int presence)
    {
        bool meets = true;
        foreach (Dependency dependency in Dependencies)
        {
            if (!evaluation.Scratch.Has(presence, dependency.Trigger.Presence))
                continue;
            foreach (NamedProperty property in dependency.Required)
            {
                if (evaluation.Scratch.Has(presence, property.Presence))
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
