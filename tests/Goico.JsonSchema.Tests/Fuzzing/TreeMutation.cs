using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Changes trees at random: parts go, come twice, move, or become something else.</summary>
internal sealed class TreeMutation(Random random)
{
    private const int LargestTree = 4_000;

    private static readonly string[] s_keywords =
    [
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "format", "items", "additionalItems", "prefixItems", "contains",
        "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems", "properties",
        "patternProperties", "additionalProperties", "propertyNames", "required", "minProperties", "maxProperties",
        "dependencies", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "allOf", "anyOf", "oneOf",
        "not", "if", "then", "else", "$ref", "$id", "id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor",
        "$recursiveRef", "$recursiveAnchor", "$defs", "definitions", "title", "examples", "default", "deprecated",
        "readOnly", "contentSchema", "$comment", "$vocabulary",
    ];

    private static readonly string[] s_texts =
    [
        "string", "integer", "object", "#", "#/", "#/$defs/d0", "#/definitions/d0", "#node", "r1", "#a1", "root",
        "https://ex.test/root", "#/properties/a", "#/allOf/0", "node", "a1", "#/$defs/r1", "^a", "b$", "ipv4", "", "[",
        "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-03/schema#",
    ];

    private readonly RandomScalars _scalars = new(random);
    private readonly RandomValue _values = new(random);

    /// <summary>A changed copy of an instance.</summary>
    public JsonTree OfInstance(JsonTree instance) => Change(instance, ofSchema: false);

    /// <summary>A changed copy of a schema: still one in places, with luck.</summary>
    public JsonTree OfSchema(JsonTree schema) => Change(schema, ofSchema: true);

    private JsonTree Change(JsonTree tree, bool ofSchema)
    {
        JsonTree copy = tree.Clone();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            JsonTree[] nodes = [.. copy.SelfAndBelow()];
            ChangeOne(_scalars.Pick(nodes), nodes, ofSchema);
            // Doubling what was doubled would soon fill the memory.
            if (copy.SelfAndBelow().Take(LargestTree).Count() == LargestTree)
                return tree.Clone();
        }

        return copy;
    }

    private void ChangeOne(JsonTree node, JsonTree[] nodes, bool ofSchema)
    {
        switch (random.Next(9))
        {
            case 0 when node.Children.Count > 0:
                RemoveChild(node);
                break;
            case 1 when node.Kind == JsonKind.Array && node.Items.Count > 0:
                node.Items.Insert(random.Next(node.Items.Count + 1), _scalars.Pick(node.Items).Clone());
                break;
            case 2 when node.Members.Count > 0:
                JsonMember renamed = _scalars.Pick(node.Members);
                node.Remove(renamed.Name);
                node.Set(Name(ofSchema), renamed.Value);
                break;
            case 3 when node.Kind == JsonKind.Object:
                node.Set(Name(ofSchema), _scalars.OneIn(2) ? _scalars.Pick(nodes).Clone() : Scalar(ofSchema));
                break;
            case 4:
                node.Become(_scalars.Pick(nodes));
                break;
            case 5:
                node.Become(Wrapped(node, ofSchema));
                break;
            case 6 when node.Children.Count > 1:
                JsonTree one = _scalars.Pick(node.Children);
                JsonTree two = _scalars.Pick(node.Children);
                JsonTree kept = one.Clone();
                one.Become(two);
                two.Become(kept);
                break;
            case 7 when node.Kind == JsonKind.Number:
                node.Become(_scalars.Near(node));
                break;
            default:
                node.Become(_scalars.OneIn(4) ? _values.Next(2) : Scalar(ofSchema));
                break;
        }
    }

    private void RemoveChild(JsonTree node)
    {
        if (node.Kind == JsonKind.Array)
            node.Items.RemoveAt(random.Next(node.Items.Count));
        else
            node.Members.RemoveAt(random.Next(node.Members.Count));
    }

    private JsonTree Wrapped(JsonTree node, bool ofSchema)
    {
        if (!ofSchema)
        {
            return _scalars.OneIn(2) ? JsonTree.Array([node])
                : JsonTree.Object([new JsonMember(_scalars.Name(), node)]);
        }

        string keyword = _scalars.Pick(["allOf", "anyOf", "oneOf", "not", "if", "items", "additionalProperties"]);
        JsonTree argument = keyword.EndsWith("Of", StringComparison.Ordinal) ? JsonTree.Array([node]) : node;
        return JsonTree.Object([new JsonMember(keyword, argument)]);
    }

    private string Name(bool ofSchema) =>
        ofSchema && !_scalars.OneIn(4) ? _scalars.Pick(s_keywords) : _scalars.Name();

    private JsonTree Scalar(bool ofSchema) => random.Next(4) switch
    {
        0 => _scalars.Number(),
        1 => ofSchema ? JsonTree.Of(_scalars.Pick(s_texts)) : JsonTree.Of(_scalars.Text()),
        2 => JsonTree.Of(_scalars.OneIn(2)),
        _ => ofSchema ? JsonTree.Object([]) : JsonTree.Null(),
    };
}
