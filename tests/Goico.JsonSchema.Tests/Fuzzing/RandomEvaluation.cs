using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Random schemas about nothing but what is evaluated: alternatives, conditions and references around small
/// applicators, and unevaluatedProperties or unevaluatedItems over them. Of drafts 2019-09 and 2020-12.
/// </summary>
internal sealed class RandomEvaluation(Random random, ReferenceDraft draft)
{
    private const int Definitions = 3;

    private readonly RandomScalars _scalars = new(random);
    private readonly bool _ofItems = random.Next(2) == 0;

    public JsonTree Next()
    {
        JsonTree schema = Subschema(depth: 3, definition: 0);
        schema.Set(_ofItems ? "unevaluatedItems" : "unevaluatedProperties", Leaf());
        JsonTree definitions = JsonTree.Object([]);
        for (int i = 0; i < Definitions; i++)
            definitions.Set($"d{i}", Subschema(depth: 2, definition: i + 1));
        return schema.Set("$defs", definitions);
    }

    /// <summary>A schema that refers only to definitions from a number on, so that it comes to an end.</summary>
    private JsonTree Subschema(int depth, int definition)
    {
        JsonTree schema = JsonTree.Object([]);
        JsonTree Below() => Subschema(depth - 1, definition);

        JsonTree List() => JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Below())]);

        for (int i = random.Next(1, 3); i > 0; i--)
        {
            switch (depth > 0 ? random.Next(9) : 7)
            {
                case 0 or 1 or 2:
                    schema.Set(_scalars.Pick(["allOf", "anyOf", "anyOf", "oneOf"]), List());
                    break;
                case 3:
                    schema.Set("not", _scalars.OneIn(2) ? Below() : JsonTree.Object([new JsonMember("not", Below())]));
                    break;
                case 4:
                    schema.Set("if", Below()).Set(_scalars.Pick(["then", "else"]), Below())
                        .Set(_scalars.Pick(["then", "else"]), Below());
                    break;
                case 5 when !_ofItems:
                    schema.Set("dependentSchemas", JsonTree.Object([new JsonMember(Name(), Below())]));
                    break;
                case 6 when definition < Definitions:
                    schema.Set("$ref", JsonTree.Of($"#/$defs/d{random.Next(definition, Definitions)}"));
                    break;
                default:
                    AddApplicator(schema);
                    break;
            }
        }

        if (_scalars.OneIn(6))
            schema.Set(_ofItems ? "unevaluatedItems" : "unevaluatedProperties", Leaf());
        return schema;
    }

    private void AddApplicator(JsonTree schema)
    {
        if (_ofItems)
            AddOfItems(schema);
        else
            AddOfProperties(schema);
    }

    private void AddOfItems(JsonTree schema)
    {
        bool has2020 = draft == ReferenceDraft.Draft202012;
        switch (random.Next(5))
        {
            case 0 or 1:
                schema.Set(has2020 ? "prefixItems" : "items",
                    JsonTree.Array([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Leaf())]));
                break;
            case 2:
                schema.Set("contains", Leaf());
                if (_scalars.OneIn(3))
                    schema.Set(_scalars.Pick(["minContains", "maxContains"]), _scalars.Count());
                break;
            case 3 when _scalars.OneIn(3):
                schema.Set(has2020 ? "items" : "additionalItems", Leaf());
                break;
            default:
                schema.Set(_scalars.Pick(["minItems", "maxItems"]), _scalars.Count());
                break;
        }
    }

    private void AddOfProperties(JsonTree schema)
    {
        switch (random.Next(7))
        {
            case 0 or 1 or 2:
                schema.Set("properties", JsonTree.Object([]).Set(Name(), Leaf()).Set(Name(), Leaf()));
                break;
            case 3:
                schema.Set("patternProperties", JsonTree.Object([]).Set(_scalars.Pick(["^a", "b", "[ac]$"]), Leaf()));
                break;
            case 4 when _scalars.OneIn(4):
                schema.Set("additionalProperties", Leaf());
                break;
            default:
                schema.Set("required", JsonTree.Array([JsonTree.Of(Name())]));
                break;
        }
    }

    private string Name() => _scalars.Pick(["a", "b", "c", "d"]);

    private JsonTree Leaf() => random.Next(5) switch
    {
        0 => JsonTree.Of(false),
        1 => JsonTree.Of(true),
        _ => JsonTree.Object([new JsonMember("type", JsonTree.Of(_scalars.Pick(["null", "string", "number"])))]),
    };
}
