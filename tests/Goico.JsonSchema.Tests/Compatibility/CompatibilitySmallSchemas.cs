namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>
/// Schemas and documents out of so few names and values that they have much to do with each other: what one schema
/// says of a value, another says, too, or nearly.
/// </summary>
internal sealed class CompatibilitySmallSchemas(int seed)
{
    private static readonly string[] s_names = ["a", "b", "c1"];
    private static readonly string[] s_scalars =
        ["null", "true", "false", "0", "1", "2", "3", "1.5", "0.5", "-1", "\"\"", "\"a\"", "\"b\"", "\"aa\"", "\"c1\""];

    private static readonly string[] s_patterns =
    [
        "\"^a\"", "\"a$\"", "\"^.$\"", "\"\"", "\"1$\"", "\"^[ab]+$\"", "\"a|b\"", "\"^(a|c1)$\"", "\"^(?!b)\"",
        "\"\\\\bb\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Every scalar, and many small arrays and objects of them.</summary>
    public static IReadOnlyList<string> Documents()
    {
        var random = new Random(1);
        string[] some = ["null", "true", "0", "1", "2", "1.5", "\"a\"", "\"aa\"", "[]", "{}", "[1]", "{\"a\":1}"];
        var documents = new List<string>([.. s_scalars, "[]", "{}"]);
        documents.AddRange(some.Select(one => $"[{one}]"));
        documents.AddRange(some.SelectMany(one => some.Select(two => $"[{one},{two}]")));
        documents.AddRange(s_names.SelectMany(name => some.Select(one => $"{{\"{name}\":{one}}}")));
        documents.AddRange(some.SelectMany(one => some.Select(two => $"{{\"a\":{one},\"b\":{two}}}")));
        string Pick() => some[random.Next(some.Length)];
        for (int i = 0; i < 150; i++)
        {
            documents.Add($"[{Pick()},{Pick()},{Pick()}]");
            documents.Add($"{{\"a\":{Pick()},\"b\":{Pick()},\"c1\":{Pick()}}}");
            documents.Add($"{{\"a\":{{\"a\":{Pick()},\"b\":{Pick()}}},\"{(i % 2 == 0 ? "x" : "c1")}\":{Pick()}}}");
            documents.Add($"[{{\"a\":{Pick()}}},[{Pick()},{Pick()}]]");
        }

        return documents;
    }

    /// <summary>Two schemas, of which the second may well follow from the first.</summary>
    public (string Before, string After) Pair()
    {
        string defs = $"\"$defs\":{{\"d\":{Schema(2)},\"e\":{Schema(1)}}}";
        string after = Schema(3);
        string edited = new CompatibilityEdits(_random.Next()).Edit(after, _random.Next(3));
        string before = _random.Next(6) switch
        {
            0 => Schema(3),
            1 => edited,
            2 => $"{{\"allOf\":[{edited},{Schema(2)}]}}",
            3 => $"{{\"anyOf\":[{edited},{Schema(2)}],\"allOf\":[{Schema(1)}]}}",
            4 => $"{{\"oneOf\":[{edited},{Schema(1)}]}}",
            _ => $"{{\"allOf\":[{Schema(1)},{Schema(1)},{edited}]}}",
        };
        if (_random.Next(5) == 0)
            after = $"{{\"{(_random.Next(2) == 0 ? "anyOf" : "oneOf")}\":[{after},{Schema(1)}]}}";
        return (WithDefs(before, defs), WithDefs(after, defs));
    }

    public string Schema(int depth)
    {
        int kind = _random.Next(20);
        if (kind == 0)
            return Pick("true", "false", "{}");
        var keywords = new Dictionary<string, string>();
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            (string name, string value) = depth > 0 && _random.Next(2) == 0 ? Applicator(depth - 1) : Assertion();
            keywords[name] = value;
        }

        return $"{{{string.Join(',', keywords.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    private static string WithDefs(string schema, string defs) =>
        schema.StartsWith('{') && schema.Length > 2 ? $"{schema[..^1]},{defs}}}" : $"{{\"allOf\":[{schema}],{defs}}}";

    private (string Name, string Value) Assertion() => _random.Next(16) switch
    {
        0 or 1 => ("type", Pick("\"object\"", "\"array\"", "\"integer\"", "\"number\"", "\"string\"",
            "[\"object\",\"null\"]", "[\"array\",\"object\"]", "[\"string\",\"integer\"]")),
        2 => ("enum", $"[{Pick(s_scalars)},{Pick(s_scalars)},{Pick("[]", "{}", "[1]", "{\"a\":1}")}]"),
        3 => ("const", Pick(s_scalars)),
        4 => (Pick("minimum", "exclusiveMinimum"), Pick("0", "1", "2", "0.5")),
        5 => (Pick("maximum", "exclusiveMaximum"), Pick("0", "1", "2", "1.5")),
        6 => ("multipleOf", Pick("1", "2", "0.5", "1.5")),
        7 => (Pick("minLength", "maxLength"), Pick("0", "1", "2")),
        8 => (Pick("minItems", "maxItems", "minContains", "maxContains"), Pick("0", "1", "2")),
        9 => (Pick("minProperties", "maxProperties"), Pick("0", "1", "2")),
        10 => ("uniqueItems", "true"),
        11 or 12 => ("required", Pick("[\"a\"]", "[\"b\"]", "[\"a\",\"b\"]", "[\"c1\"]")),
        13 => ("dependentRequired", Pick("{\"a\":[\"b\"]}", "{\"b\":[\"a\"]}", "{\"a\":[\"c1\"]}")),
        14 => ("pattern", Pick(s_patterns)),
        _ => ("additionalProperties", "false"),
    };

    private (string Name, string Value) Applicator(int depth) => _random.Next(14) switch
    {
        0 or 1 => (Pick("allOf", "anyOf", "oneOf"), $"[{Schema(depth)},{Schema(depth)}]"),
        2 => ("not", Schema(depth)),
        3 => (Pick("if", "then", "else"), Schema(depth)),
        4 or 5 or 6 => ("properties", $"{{\"a\":{Schema(depth)},\"b\":{Schema(depth)}}}"),
        7 => ("patternProperties", _random.Next(2) == 0 ? $"{{{Pick(s_patterns)}:{Schema(depth)}}}"
            : $"{{\"^[a-b]$\":{Schema(depth)},\"^[b-z]\":{Schema(depth)}}}"),
        8 => (Pick("additionalProperties", "unevaluatedProperties"), Schema(depth)),
        9 => (Pick("items", "unevaluatedItems"), Schema(depth)),
        10 => ("prefixItems", $"[{Schema(depth)}]"),
        11 => (Pick("contains", "propertyNames"), Schema(depth)),
        12 => ("dependentSchemas", $"{{\"{Pick(s_names)}\":{Schema(depth)}}}"),
        _ => ("$ref", Pick("\"#/$defs/d\"", "\"#/$defs/e\"")),
    };

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
