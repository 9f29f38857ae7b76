using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Random keywords that apply no other schemas, several of a kind together as authors write them.</summary>
internal sealed class RandomAssertions(Random random)
{
    private static readonly string[] s_types = ["null", "boolean", "number", "integer", "string", "object", "array"];

    private readonly RandomScalars _scalars = new(random);
    private readonly RandomExpression _patterns = new(random);
    private readonly RandomValue _values = new(random);

    public void Add(JsonTree schema, ReferenceDraft draft)
    {
        switch (random.Next(9))
        {
            case 0 or 1:
                schema.Set("type", Type());
                break;
            case 2:
                AddValues(schema, draft);
                break;
            case 3 or 4:
                AddNumber(schema, draft);
                break;
            case 5 or 6:
                AddText(schema, draft);
                break;
            case 7:
                AddCounts(schema, "minItems", "maxItems");
                if (_scalars.OneIn(2))
                    schema.Set("uniqueItems", JsonTree.Of(!_scalars.OneIn(5)));
                break;
            default:
                AddCounts(schema, "minProperties", "maxProperties");
                if (_scalars.OneIn(2))
                    schema.Set("required", Names(schema));
                break;
        }
    }

    /// <summary>A list of different names, as a rule of properties that the schema knows.</summary>
    public JsonTree Names(JsonTree schema)
    {
        IReadOnlyList<JsonMember> known = schema["properties"]?.Members ?? [];
        return JsonTree.Array(Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => known.Count > 0 && !_scalars.OneIn(4) ? _scalars.Pick(known).Name : _scalars.Name())
            .Distinct(StringComparer.Ordinal).Select(JsonTree.Of));
    }

    public string NamePattern() =>
        _scalars.OneIn(5) ? _patterns.Next() : _scalars.Pick(["^a", "1$", "^.$", "", "a", "b", "^x1$", "é$", "^a/b"]);

    public JsonTree NameSchema(ReferenceDraft draft)
    {
        JsonTree schema = JsonTree.Object([]);
        if (_scalars.OneIn(3))
        {
            schema.Set("enum", JsonTree.Array(
                Enumerable.Range(0, 6).Select(_ => _scalars.Name()).Distinct().Select(JsonTree.Of)));
            return schema;
        }

        AddText(schema, draft);
        return _scalars.OneIn(6) ? JsonTree.Object([new JsonMember("not", schema)]) : schema;
    }

    /// <summary>What is to be passed over: annotations, and keywords of nobody or of other drafts.</summary>
    public void AddNoise(JsonTree schema, ReferenceDraft draft)
    {
        string[] foreign = draft switch
        {
            ReferenceDraft.Draft4 => ["const", "contains", "propertyNames", "if", "$id", "$defs", "examples"],
            ReferenceDraft.Draft6 => ["if", "then", "else", "id", "$defs", "dependentRequired"],
            ReferenceDraft.Draft7 =>
                ["id", "unevaluatedProperties", "dependentSchemas", "$anchor", "prefixItems", "$dynamicRef"],
            ReferenceDraft.Draft201909 => ["id", "prefixItems", "$dynamicRef", "$dynamicAnchor"],
            _ => ["id", "additionalItems", "$recursiveRef", "$recursiveAnchor"],
        };
        switch (random.Next(4))
        {
            case 0:
                schema.Set(_scalars.Pick(["title", "description", "$comment"]), JsonTree.Of(_scalars.Text()));
                break;
            case 1:
                schema.Set(_scalars.Pick(["default", "x-note", "minimun", "constructor"]), _values.Next(2));
                break;
            case 2:
                schema.Set("examples", JsonTree.Array([_values.Next(1)]));
                break;
            default:
                schema.Set(_scalars.Pick(foreign), _values.Next(1));
                break;
        }
    }

    public JsonTree TypeSchema() => JsonTree.Object([new JsonMember("type", Type())]);

    private JsonTree Type() => _scalars.OneIn(2)
        ? JsonTree.Of(_scalars.Pick(s_types))
        : JsonTree.Array(s_types.Where(_ => _scalars.OneIn(2)).Append("null").Distinct().Select(JsonTree.Of));

    private void AddValues(JsonTree schema, ReferenceDraft draft)
    {
        if (draft > ReferenceDraft.Draft4 && _scalars.OneIn(2))
        {
            schema.Set("const", _values.Next(2));
            return;
        }

        IEnumerable<JsonTree> options = Enumerable.Range(0, random.Next(1, 6)).Select(_ => _values.Next(2));
        schema.Set("enum", JsonTree.Array(options));
    }

    private void AddNumber(JsonTree schema, ReferenceDraft draft)
    {
        if (_scalars.OneIn(2))
            schema.Set("type", JsonTree.Of(_scalars.Pick(["number", "integer"])));
        if (_scalars.OneIn(3))
        {
            JsonTree divisor = _scalars.Number();
            if (divisor.Value.Sign > 0)
                schema.Set("multipleOf", divisor);
        }

        foreach (string bound in new[] { "minimum", "maximum" }.Where(_ => !_scalars.OneIn(3)))
        {
            string exclusive = bound == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
            if (draft == ReferenceDraft.Draft4 && _scalars.OneIn(2))
                schema.Set(exclusive, JsonTree.Of(!_scalars.OneIn(3))).Set(bound, _scalars.Number());
            else
                schema.Set(draft > ReferenceDraft.Draft4 && _scalars.OneIn(2) ? exclusive : bound, _scalars.Number());
        }
    }

    private void AddText(JsonTree schema, ReferenceDraft draft)
    {
        AddCounts(schema, "minLength", "maxLength");
        // Texts may be longer than lists of random values should be.
        if (_scalars.OneIn(4))
            schema.Set("minLength", JsonTree.Number($"{random.Next(4, 12)}")).Remove("maxLength");
        if (_scalars.OneIn(4))
            schema.Set("pattern", JsonTree.Of(_patterns.Next()));
        if (_scalars.OneIn(8))
        {
            string[] formats =
                [.. ReferenceFormats.Known.Where(known => known.Value <= draft).Select(known => known.Key)];
            schema.Set("format", JsonTree.Of(_scalars.OneIn(6) ? "x-none" : _scalars.Pick(formats)));
        }
    }

    private void AddCounts(JsonTree schema, string least, string most)
    {
        if (_scalars.OneIn(2))
            schema.Set(least, _scalars.Count());
        if (_scalars.OneIn(2))
            schema.Set(most, _scalars.Count());
    }
}
