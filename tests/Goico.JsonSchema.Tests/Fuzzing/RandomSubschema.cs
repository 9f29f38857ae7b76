using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Where a subschema is written.</summary>
/// <param name="Resource">The resource it is in.</param>
/// <param name="Rank">
/// The rank that references from here must exceed, as it applies to the same value as the schema of that rank; -1
/// for a child's schema, which may refer to anything.
/// </param>
internal sealed record SchemaSpot(PlannedResource Resource, int Rank)
{
    public ReferenceDraft Draft => Resource.Draft;

    public SchemaSpot Child => this with { Rank = -1 };
}

/// <summary>Random subschemas: the keywords that apply other schemas.</summary>
internal sealed class RandomSubschema(Random random, SchemaPlan plan)
{
    private readonly RandomScalars _scalars = new(random);
    private readonly RandomAssertions _assertions = new(random);

    /// <summary>The schemas whose <c>$ref</c> is yet to be pointed somewhere.</summary>
    public List<JsonTree> Pointers { get; } = [];

    public JsonTree Any(SchemaSpot spot, int depth) =>
        spot.Draft > ReferenceDraft.Draft4 && _scalars.OneIn(14)
            ? JsonTree.Of(!_scalars.OneIn(3)) : Object(spot, depth);

    public JsonTree Object(SchemaSpot spot, int depth)
    {
        JsonTree schema = JsonTree.Object([]);
        if (_scalars.OneIn(25))
            return schema;
        if (_scalars.OneIn(depth > 0 ? 5 : 3) && AddReference(schema, spot)
            && (spot.Draft < ReferenceDraft.Draft201909 || _scalars.OneIn(2)) && !_scalars.OneIn(6))
        {
            if (spot.Draft < ReferenceDraft.Draft201909 && _scalars.OneIn(8))
                AddSilenced(schema, spot);
            return schema;
        }

        if (depth <= 0 && _scalars.OneIn(2))
            AddLeaf(schema, spot);
        else if (depth <= 0 || _scalars.OneIn(4))
            _assertions.Add(schema, spot.Draft);
        for (int i = depth > 0 ? random.Next(1, 4) : 0; i > 0; i--)
            AddApplicator(schema, spot, depth - 1);
        if (depth > 0 && spot.Draft >= ReferenceDraft.Draft201909 && _scalars.OneIn(3))
            AddUnevaluated(schema, spot, depth - 1);
        if (_scalars.OneIn(8))
            _assertions.AddNoise(schema, spot.Draft);
        return schema;
    }

    /// <summary>What would change the meaning of the $ref beside it, but for being silenced by it.</summary>
    private void AddSilenced(JsonTree schema, SchemaSpot spot) => schema
        .Set(spot.Draft.IdKeyword(), JsonTree.Of(_scalars.Pick(["#a1", "https://ex.test/silenced/", "x/y", "r1"])))
        .Set("not", JsonTree.Object([]));

    private bool AddReference(JsonTree schema, SchemaSpot spot)
    {
        if (spot.Rank < 0 && _scalars.OneIn(3))
        {
            if (spot.Draft == ReferenceDraft.Draft201909)
            {
                schema.Set("$recursiveRef", JsonTree.Of("#"));
                return true;
            }

            if (spot.Resource.HasNode)
            {
                schema.Set("$dynamicRef", JsonTree.Of("#node"));
                return true;
            }
        }

        if (plan.Target(spot.Rank) is not { } target || plan.Reference(spot.Resource, target) is not { } reference)
            return false;
        string keyword = spot.Draft == ReferenceDraft.Draft202012 && _scalars.OneIn(12) && spot.Rank < 0
            ? "$dynamicRef" : "$ref";
        schema.Set(keyword, JsonTree.Of(reference));
        if (spot.Rank < 0 && keyword == "$ref" && _scalars.OneIn(6))
            Pointers.Add(schema);
        return true;
    }

    /// <summary>A small applicator of next to nothing: what it evaluates is all that matters.</summary>
    private void AddLeaf(JsonTree schema, SchemaSpot spot)
    {
        JsonTree Leaf() => spot.Draft > ReferenceDraft.Draft4 && _scalars.OneIn(2) ? JsonTree.Of(!_scalars.OneIn(6))
            : _scalars.OneIn(4) ? JsonTree.Object([]) : _assertions.TypeSchema();

        JsonTree Some() => JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Leaf())]);

        bool has2020 = spot.Draft >= ReferenceDraft.Draft202012;
        switch (random.Next(9))
        {
            case 0 or 1:
                schema.Set("properties", JsonTree.Object([]).Set(_scalars.Name(), Leaf()).Set(_scalars.Name(), Leaf()));
                break;
            case 2:
                schema.Set("properties", JsonTree.Object([]).Set("a", Leaf()))
                    .Set("required", JsonTree.Array([JsonTree.Of("a")]));
                break;
            case 3:
                schema.Set("patternProperties", JsonTree.Object([]).Set(_assertions.NamePattern(), Leaf()));
                break;
            case 4:
                schema.Set("additionalProperties", Leaf());
                break;
            case 5 or 6:
                schema.Set(has2020 ? "prefixItems" : "items", Some());
                break;
            case 7:
                schema.Set("items", Leaf());
                break;
            default:
                schema.Set("contains", Leaf());
                break;
        }
    }

    private void AddApplicator(JsonTree schema, SchemaSpot spot, int depth)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                AddLogic(schema, spot, depth);
                break;
            case 2 or 3:
                AddArray(schema, spot, depth);
                break;
            case 4 or 5 or 6:
                AddObject(schema, spot, depth);
                break;
            default:
                _assertions.Add(schema, spot.Draft);
                break;
        }
    }

    private void AddLogic(JsonTree schema, SchemaSpot spot, int depth)
    {
        int kind = random.Next(9);
        if (kind == 8)
        {
            AddUnion(schema, spot);
            return;
        }

        if (kind < 5)
        {
            schema.Set(_scalars.Pick(["allOf", "anyOf", "oneOf", "anyOf", "oneOf"]), List(spot, depth));
            return;
        }

        if (kind == 5 || spot.Draft < ReferenceDraft.Draft7)
        {
            schema.Set("not", Any(spot, depth));
            return;
        }

        if (!_scalars.OneIn(8))
            schema.Set("if", Any(spot, depth));
        foreach (string branch in new[] { "then", "else" }.Where(_ => !_scalars.OneIn(3)))
            schema.Set(branch, Any(spot, depth));
    }

    /// <summary>Alternatives that a property tells apart, most of them: what implementations make use of.</summary>
    private void AddUnion(JsonTree schema, SchemaSpot spot)
    {
        string tag = _scalars.Name();
        JsonTree Alternative()
        {
            JsonTree values = JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
                _scalars.OneIn(8) ? _scalars.Number() : JsonTree.Of(_scalars.Pick(["a", "b", "c", "é", "\n", "\\"])))]);
            JsonTree tagged = JsonTree.Object([new JsonMember("enum", values)]);
            if (_scalars.OneIn(2) && spot.Draft > ReferenceDraft.Draft4)
                tagged = JsonTree.Object([new JsonMember("const", values.Items[0])]);
            JsonTree alternative = JsonTree.Object([]).Set("properties", JsonTree.Object([]).Set(tag, tagged));
            if (!_scalars.OneIn(5))
                alternative.Set("required", JsonTree.Array([JsonTree.Of(tag)]));
            if (_scalars.OneIn(2))
                AddLeaf(alternative, spot);
            return _scalars.OneIn(4) ? JsonTree.Object([new JsonMember("allOf", JsonTree.Array([alternative]))])
                : alternative;
        }

        schema.Set(_scalars.Pick(["oneOf", "anyOf"]),
            JsonTree.Array([.. Enumerable.Range(0, random.Next(3, 7)).Select(_ => Alternative())]));
    }

    /// <summary>Many properties: beyond what fits into a word of bits, or a short list.</summary>
    private void AddWide(JsonTree schema)
    {
        string[] names = [.. Enumerable.Range(0, random.Next(10, 160)).Select(i => $"p{i}")];
        bool requiresAll = _scalars.OneIn(3);
        schema.Set("properties", JsonTree.Object([.. names.Select(name =>
            new JsonMember(name, _scalars.OneIn(3) ? _assertions.TypeSchema() : JsonTree.Object([])))]));
        schema.Set("required", JsonTree.Array([.. names.Where(_ => requiresAll || _scalars.OneIn(2)).Select(JsonTree.Of)]));
        if (_scalars.OneIn(2))
            schema.Set("additionalProperties", JsonTree.Of(_scalars.OneIn(2)));
        if (!_scalars.OneIn(3))
            return;
        var dependency = new JsonMember(_scalars.Pick(names), _assertions.Names(schema));
        schema.Set("dependencies", JsonTree.Object([dependency]));
    }

    private void AddArray(JsonTree schema, SchemaSpot spot, int depth)
    {
        bool has2020 = spot.Draft >= ReferenceDraft.Draft202012;
        if (_scalars.OneIn(3))
            schema.Set("type", JsonTree.Of("array"));
        if (_scalars.OneIn(2))
            schema.Set(has2020 ? "prefixItems" : "items", List(spot.Child, depth));
        if (has2020 && _scalars.OneIn(2))
            schema.Set("items", Any(spot.Child, depth));
        if (!has2020 && !schema.Has("items") && _scalars.OneIn(2))
            schema.Set("items", Any(spot.Child, depth));
        if (!has2020 && _scalars.OneIn(2))
            schema.Set("additionalItems", BooleanOr(spot, depth));
        if (spot.Draft > ReferenceDraft.Draft4 && _scalars.OneIn(3))
            schema.Set("contains", Any(spot.Child, depth));
        if (spot.Draft >= ReferenceDraft.Draft201909 && _scalars.OneIn(4))
            schema.Set(_scalars.Pick(["minContains", "maxContains"]), _scalars.Count());
    }

    private void AddObject(JsonTree schema, SchemaSpot spot, int depth)
    {
        JsonTree Map(int most, Func<string> name, Func<JsonTree> value)
        {
            JsonTree map = JsonTree.Object([]);
            for (int i = random.Next(1, most + 1); i > 0; i--)
                map.Set(name(), value());
            return map;
        }

        JsonTree Child() => Any(spot.Child, depth);
        if (_scalars.OneIn(25))
        {
            AddWide(schema);
            return;
        }

        if (_scalars.OneIn(3))
            schema.Set("type", JsonTree.Of("object"));
        if (!_scalars.OneIn(4))
            schema.Set("properties", Map(4, _scalars.Name, Child));
        if (_scalars.OneIn(3))
            schema.Set("required", _assertions.Names(schema));
        if (_scalars.OneIn(4))
            schema.Set("patternProperties", Map(2, _assertions.NamePattern, Child));
        if (_scalars.OneIn(3))
            schema.Set("additionalProperties", BooleanOr(spot, depth));
        if (spot.Draft > ReferenceDraft.Draft4 && _scalars.OneIn(5))
            schema.Set("propertyNames", _assertions.NameSchema(spot.Draft));
        if (_scalars.OneIn(5))
        {
            schema.Set("dependencies", Map(2, _scalars.Name,
                () => _scalars.OneIn(2) ? _assertions.Names(schema) : Any(spot, depth - 1)));
        }

        if (spot.Draft < ReferenceDraft.Draft201909)
            return;
        if (_scalars.OneIn(5))
            schema.Set("dependentRequired", Map(2, _scalars.Name, () => _assertions.Names(schema)));
        if (_scalars.OneIn(4))
            schema.Set("dependentSchemas", Map(2, _scalars.Name, () => Any(spot, depth - 1)));
    }

    /// <summary>What alternatives leave unevaluated is the hardest part: with some beside it.</summary>
    private void AddUnevaluated(JsonTree schema, SchemaSpot spot, int depth)
    {
        if (!_scalars.OneIn(3))
            AddLogic(schema, spot, depth);
        bool ofItems = _scalars.OneIn(2);
        if (ofItems)
            AddArray(schema, spot, depth);
        else
            AddObject(schema, spot, depth);
        schema.Set(ofItems ? "unevaluatedItems" : "unevaluatedProperties", BooleanOr(spot, depth));
    }

    private JsonTree BooleanOr(SchemaSpot spot, int depth) => random.Next(3) switch
    {
        0 => JsonTree.Of(false),
        1 when _scalars.OneIn(3) => JsonTree.Of(true),
        _ => Any(spot.Child, Math.Min(depth, 1)),
    };

    private JsonTree List(SchemaSpot spot, int depth) =>
        JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(spot, depth))]);
}
