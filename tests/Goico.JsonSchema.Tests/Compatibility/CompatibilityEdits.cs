using System.Text.Json.Nodes;

namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>
/// Small edits of a schema, such as people make: a bound moved, a property renamed, a keyword taken away.
/// </summary>
internal sealed class CompatibilityEdits(int seed)
{
    private static readonly string[] s_names = ["a", "b", "ab", "x1", "é"];
    private static readonly string[] s_types = ["null", "boolean", "number", "integer", "string", "object", "array"];
    private static readonly string[] s_single =
        ["not", "if", "then", "else", "additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems",
         "contains", "propertyNames"];
    private static readonly string[] s_lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
    private static readonly string[] s_maps = ["properties", "patternProperties", "dependentSchemas", "$defs"];

    private readonly Random _random = new(seed);

    /// <summary>The schema after some edits.</summary>
    public string Edit(string schema, int edits)
    {
        JsonNode root = JsonNode.Parse(schema)!;
        for (int i = 0; i < edits; i++)
        {
            List<JsonObject> schemas = [];
            Collect(root, schemas);
            if (schemas.Count > 0)
                EditOne(schemas[_random.Next(schemas.Count)]);
        }

        return root.ToJsonString();
    }

    private static void Collect(JsonNode? node, List<JsonObject> schemas)
    {
        if (node is not JsonObject schema)
            return;
        schemas.Add(schema);
        foreach (string keyword in s_single)
            Collect(schema[keyword], schemas);
        foreach (JsonNode? item in s_lists.SelectMany(keyword => schema[keyword] as JsonArray ?? []))
            Collect(item, schemas);
        foreach (var pair in s_maps.SelectMany(keyword => schema[keyword] as JsonObject ?? []))
            Collect(pair.Value, schemas);
    }

    private void EditOne(JsonObject schema)
    {
        string[] keywords = [.. schema.Select(pair => pair.Key).Where(key => key is not ("$defs" or "$ref"))];
        int choice = _random.Next(keywords.Length == 0 ? 3 : 9);
        if (choice < 3)
        {
            Add(schema);
            return;
        }

        string keyword = keywords[_random.Next(keywords.Length)];
        JsonNode? value = schema[keyword];
        if (choice == 3)
            schema.Remove(keyword);
        else if (value is JsonValue number && number.TryGetValue(out decimal was) && keyword != "const")
            schema[keyword] = Moved(keyword, was);
        else if (value is JsonArray array)
            EditArray(keyword, array);
        else if (value is JsonObject map && s_maps.Contains(keyword))
            EditMap(map);
        else if (keyword == "type")
            schema[keyword] = new JsonArray(value?.DeepClone(), Pick(s_types.Where(t => t != (string?)value)));
        else
            Add(schema);
    }

    private JsonNode Moved(string keyword, decimal was)
    {
        decimal moved = keyword == "multipleOf" ? was * Pick([2m, 0.5m, 3m])
            : keyword is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum"
                ? was + Pick([1m, -1m, 0.5m, -0.5m])
                : Math.Max(0, was + Pick([1m, -1m]));
        return JsonValue.Create(moved);
    }

    private void EditArray(string keyword, JsonArray array)
    {
        bool isType = keyword == "type";
        if (array.Count > (keyword is "enum" or "required" ? 0 : 1) && _random.Next(2) == 0)
            array.RemoveAt(_random.Next(array.Count));
        else if (keyword == "enum")
            array.Add(JsonNode.Parse(new RandomJson(_random.Next()).Instance(1)));
        else if (keyword == "required" || isType)
            AddNew(array, isType ? s_types : s_names);
        else if (s_lists.Contains(keyword))
            array.Insert(_random.Next(array.Count + 1), Small());
    }

    private void AddNew(JsonArray array, string[] choices)
    {
        string text = Pick(choices);
        if (!array.Any(item => (string?)item == text))
            array.Add(text);
    }

    private void EditMap(JsonObject map)
    {
        string name = Pick(s_names);
        if (map.Count > 0 && _random.Next(2) == 0)
        {
            string old = Pick(map.Select(pair => pair.Key));
            JsonNode? value = map[old]?.DeepClone();
            if (old.StartsWith('d'))
                return;
            map.Remove(old);
            if (_random.Next(2) == 0)
                map[name] = value;
        }
        else if (!map.ContainsKey("d0"))
        {
            map[name] = Small();
        }
    }

    private void Add(JsonObject schema)
    {
        switch (_random.Next(12))
        {
            case 0:
                schema["type"] = Pick(s_types);
                break;
            case 1:
                schema["minimum"] = _random.Next(4) - 1;
                break;
            case 2:
                schema["maximum"] = _random.Next(4);
                break;
            case 3:
                schema["minLength"] = _random.Next(3);
                break;
            case 4:
                schema["maxLength"] = _random.Next(4);
                break;
            case 5:
                schema["required"] = new JsonArray(Pick(s_names));
                break;
            case 6:
                schema["additionalProperties"] = Pick([JsonValue.Create(false), Small()]);
                break;
            case 7:
                schema["maxItems"] = _random.Next(4);
                break;
            case 8:
                schema["items"] = Small();
                break;
            case 9:
                schema[Pick(["not", "contains", "propertyNames", "unevaluatedProperties"])] = Small();
                break;
            case 10:
                schema[Pick(["anyOf", "oneOf", "allOf"])] = new JsonArray(Small(), Small());
                break;
            default:
                schema["properties"] = new JsonObject { [Pick(s_names)] = Small(), [Pick(s_names)] = Small() };
                break;
        }
    }

    private JsonNode Small()
    {
        var small = new JsonObject();
        switch (_random.Next(7))
        {
            case 0:
                return JsonValue.Create(_random.Next(2) == 0);
            case 1:
                small["type"] = Pick(s_types);
                break;
            case 2:
                small["const"] = JsonNode.Parse(new RandomJson(_random.Next()).Instance(1));
                break;
            case 3:
                small["minimum"] = _random.Next(3);
                break;
            case 4:
                small["maxLength"] = _random.Next(3);
                break;
            case 5:
                small["required"] = new JsonArray(Pick(s_names));
                break;
            default:
                small["pattern"] = Pick(["^a", "1$", "^.$"]);
                break;
        }

        return small;
    }

    private T Pick<T>(IEnumerable<T> choices)
    {
        T[] all = [.. choices];
        return all[_random.Next(all.Length)];
    }
}
