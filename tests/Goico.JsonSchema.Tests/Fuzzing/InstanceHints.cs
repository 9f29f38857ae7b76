using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>What the schemas for one value ask of it, gathered without asking whether all of it can be had.</summary>
internal sealed class InstanceHints(Random random, ReferenceDocuments documents)
{
    private const int MostSchemas = 40;

    private readonly RandomScalars _scalars = new(random);
    private int _schemas;

    public List<JsonTree> Values { get; } = [];

    public List<string> Types { get; } = [];

    public List<JsonTree> Bounds { get; } = [];

    public List<JsonTree> Divisors { get; } = [];

    public List<JsonTree> Lengths { get; } = [];

    public List<JsonTree> ItemCounts { get; } = [];

    public List<string> Patterns { get; } = [];

    public List<string> Formats { get; } = [];

    /// <summary>Names that must be there, or may.</summary>
    public List<string> Required { get; } = [];

    public List<string> Names { get; } = [];

    /// <summary>The schemas of properties by name, and of those that no name is given for.</summary>
    public List<JsonMember> Properties { get; } = [];

    public List<JsonTree> OtherProperties { get; } = [];

    public List<IReadOnlyList<JsonTree>> Prefixes { get; } = [];

    public List<JsonTree> Items { get; } = [];

    public List<JsonTree> Contained { get; } = [];

    public void Gather(JsonTree schema)
    {
        if (schema.Kind != JsonKind.Object || !documents.IsSchema(schema) || ++_schemas > MostSchemas)
            return;
        GatherReferences(schema);
        GatherScalars(schema);
        GatherArrays(schema);
        GatherObjects(schema);
        GatherLogic(schema);
    }

    private void GatherReferences(JsonTree schema)
    {
        foreach (string keyword in new[] { "$ref", "$dynamicRef", "$recursiveRef" })
        {
            if (schema[keyword] is not { Kind: JsonKind.String } reference)
                continue;
            try
            {
                Gather(documents.Resolve(documents.ResourceOf(schema), reference.Text));
            }
            catch (ReferenceException)
            {
                // An instance can be made for the rest of it.
            }
        }
    }

    private void GatherScalars(JsonTree schema)
    {
        if (schema["const"] is { } constant)
            Values.Add(constant);
        Values.AddRange(schema["enum"]?.Items ?? []);
        if (schema["type"] is { } type)
            Types.AddRange((type.Kind == JsonKind.Array ? type.Items : [type]).Select(name => name.Text));
        foreach (JsonMember member in schema.Members.Where(member => member.Value.Kind == JsonKind.Number))
        {
            List<JsonTree>? list = member.Name switch
            {
                "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => Bounds,
                "multipleOf" when member.Value.Value.Sign > 0 => Divisors,
                "minLength" or "maxLength" => Lengths,
                "minItems" or "maxItems" or "minContains" or "maxContains" or "minProperties" or "maxProperties"
                    => ItemCounts,
                _ => null,
            };
            list?.Add(member.Value);
        }

        if (schema["pattern"] is { Kind: JsonKind.String } pattern && ReferencePattern.IsKnown(pattern.Text))
            Patterns.Add(pattern.Text);
        if (schema["format"] is { Kind: JsonKind.String } format)
            Formats.Add(format.Text);
    }

    private void GatherArrays(JsonTree schema)
    {
        if (schema["prefixItems"]?.Items is { Count: > 0 } prefix)
            Prefixes.Add(prefix);
        if (schema["items"] is { Kind: JsonKind.Array } list)
            Prefixes.Add(list.Items);
        else if (schema["items"] is { } items)
            Items.Add(items);
        Items.AddRange(new[] { schema["additionalItems"], schema["unevaluatedItems"] }.OfType<JsonTree>());
        if (schema["contains"] is { } contains)
            Contained.Add(contains);
    }

    private void GatherObjects(JsonTree schema)
    {
        Properties.AddRange(schema["properties"]?.Members ?? []);
        foreach (JsonMember member in schema["patternProperties"]?.Members ?? [])
        {
            if (ReferencePattern.IsKnown(member.Name))
                Properties.Add(member with { Name = ReferencePattern.Parse(member.Name).Sample(random) });
        }

        OtherProperties.AddRange(
            new[] { schema["additionalProperties"], schema["unevaluatedProperties"] }.OfType<JsonTree>());
        Required.AddRange((schema["required"]?.Items ?? []).Select(name => name.Text));
        if (schema["propertyNames"] is { } names)
        {
            Names.AddRange((names["enum"]?.Items ?? []).Select(name => name.Text));
            if (names["pattern"] is { } pattern && ReferencePattern.IsKnown(pattern.Text))
                Names.Add(ReferencePattern.Parse(pattern.Text).Sample(random));
        }

        foreach (string keyword in new[] { "dependencies", "dependentRequired", "dependentSchemas" })
        {
            foreach (JsonMember trigger in (schema[keyword]?.Members ?? []).Where(_ => _scalars.OneIn(2)))
            {
                Required.Add(trigger.Name);
                if (trigger.Value.Kind == JsonKind.Array && !_scalars.OneIn(4))
                    Required.AddRange(trigger.Value.Items.Select(name => name.Text));
                else if (!_scalars.OneIn(4))
                    Gather(trigger.Value);
            }
        }
    }

    private void GatherLogic(JsonTree schema)
    {
        foreach (JsonTree all in schema["allOf"]?.Items ?? [])
            Gather(all);
        foreach (string keyword in new[] { "anyOf", "oneOf" })
        {
            if (schema[keyword]?.Items is { Count: > 0 } options)
            {
                Gather(_scalars.Pick(options));
                if (_scalars.OneIn(4))
                    Gather(_scalars.Pick(options));
            }
        }

        if (schema["not"] is { } not && _scalars.OneIn(6))
            Gather(not);
        bool takesThen = _scalars.OneIn(2);
        if (takesThen && schema["if"] is { } condition)
            Gather(condition);
        if (schema[takesThen ? "then" : "else"] is { } branch)
            Gather(branch);
    }
}
