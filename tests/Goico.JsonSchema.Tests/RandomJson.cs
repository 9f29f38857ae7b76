using System.Text;

namespace Goico.JsonSchema.Tests;

/// <summary>Small random schemas and instances that meet and miss each other about equally often.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] s_names = ["a", "b", "ab", "x1", "é"];
    private static readonly string[] s_numbers =
        ["0", "1", "2", "3", "-1", "1.0", "0.5", "1.5", "2e0", "10e-1", "-0", "4", "30e-1", "0.25"];
    private static readonly string[] s_strings =
        ["\"\"", "\"a\"", "\"ab\"", "\"\\u0061\"", "\"é\"", "\"😀x\"", "\"x1\""];
    private static readonly string[] s_types = ["null", "boolean", "number", "integer", "string", "object", "array"];

    private readonly Random _random = new(seed);

    public string Schema()
    {
        string defs = string.Join(',', Enumerable.Range(0, 3).Select(i => $"\"d{i}\":{Subschema(2)}"));
        string body = Subschema(3);
        return body.StartsWith('{') && body.Length > 2
            ? $"{body[..^1]},\"$defs\":{{{defs}}}}}"
            : $"{{\"allOf\":[{body}],\"$defs\":{{{defs}}}}}";
    }

    public string Instance(int depth = 3) => _random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => Pick("null", "true", "false"),
        1 or 2 => Pick(s_numbers),
        3 or 4 => Pick(s_strings),
        5 or 6 => $"[{string.Join(',', Some(4, () => Instance(depth - 1)))}]",
        _ => Object(Names(), () => Instance(depth - 1)),
    };

    private string Subschema(int depth)
    {
        if (_random.Next(12) == 0)
            return Pick("true", "false", "{}");
        var keywords = new Dictionary<string, string>();
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            (string name, string value) = depth > 0 && _random.Next(3) > 0 ? Applicator(depth - 1) : Assertion();
            keywords[name] = value;
        }

        // What alternatives leave unevaluated is the hardest part: ask for it more often than chance would.
        if (depth > 1 && _random.Next(3) == 0)
        {
            keywords[Pick("anyOf", "oneOf", "if")] = "";
            foreach (string alternatives in new[] { "anyOf", "oneOf" }.Where(keywords.ContainsKey))
                keywords[alternatives] = List(depth - 1);
            if (keywords.ContainsKey("if"))
                keywords["if"] = Subschema(depth - 1);
            keywords[Pick("unevaluatedProperties", "unevaluatedItems")] = Pick("false", "{\"type\":\"string\"}");
        }

        return $"{{{string.Join(',', keywords.Select(k => $"\"{k.Key}\":{k.Value}"))}}}";
    }

    private (string Name, string Value) Assertion() => _random.Next(15) switch
    {
        0 or 1 => ("type", _random.Next(2) == 0 ? Quoted(Pick(s_types)) : Types()),
        2 => ("enum", $"[{string.Join(',', Some(4, () => Instance(1)))}]"),
        3 => ("const", Instance(2)),
        4 => (Pick("minimum", "exclusiveMinimum"), Pick(s_numbers)),
        5 => (Pick("maximum", "exclusiveMaximum"), Pick(s_numbers)),
        6 => ("multipleOf", Pick("1", "2", "0.5", "1.5", "10e-1")),
        7 => ("minLength", Count()),
        8 => ("maxLength", Count()),
        9 => (Pick("minItems", "maxItems"), Count()),
        10 => (Pick("minProperties", "maxProperties"), Count()),
        11 => ("uniqueItems", Pick("true", "true", "false")),
        12 => ("required", $"[{string.Join(',', Names().Take(2).Select(Quoted))}]"),
        13 => ("dependentRequired", Object(Names().Take(2), () => $"[{Quoted(Pick(s_names))}]")),
        _ => ("pattern", Pick("\"^a\"", "\"1$\"", "\"^.$\"", "\"^[^a]+$\"")),
    };

    private (string Name, string Value) Applicator(int depth) => _random.Next(13) switch
    {
        0 => (Pick("allOf", "anyOf", "oneOf"), List(depth)),
        1 => (Pick("anyOf", "oneOf"), List(depth)),
        2 => (Pick("not", "if", "then", "else"), Subschema(depth)),
        3 => (Pick("if", "then", "else"), Subschema(depth)),
        4 or 5 => ("properties", Object(Names(), () => Subschema(depth))),
        6 => ("patternProperties", Object(["^a", "1$"], () => Subschema(depth))),
        7 => (Pick("additionalProperties", "unevaluatedProperties"), Subschema(Math.Min(depth, 0))),
        8 => (Pick("items", "unevaluatedItems"), Subschema(depth)),
        9 => ("prefixItems", List(depth)),
        10 => Pick("contains", "minContains", "maxContains") is "contains" and var name
            ? (name, Subschema(depth)) : (Pick("minContains", "maxContains"), Count()),
        11 => (Pick("propertyNames", "contains"), Subschema(depth)),
        _ => _random.Next(2) == 0 ? ("dependentSchemas", Object(Names().Take(2), () => Subschema(depth)))
            : ("$ref", $"\"#/$defs/d{_random.Next(3)}\""),
    };

    private string Types()
    {
        IEnumerable<string> types = s_types.Where(_ => _random.Next(2) == 0).Append("null").Distinct();
        return $"[{string.Join(',', types.Select(Quoted))}]";
    }

    private string List(int depth) => $"[{string.Join(',', Some(3, () => Subschema(depth)).DefaultIfEmpty("true"))}]";

    private string Count() => Pick("0", "1", "2", "3.0");

    private string[] Names() => [.. s_names.Where(_ => _random.Next(2) == 0)];

    private static string Object(IEnumerable<string> names, Func<string> value)
    {
        var text = new StringBuilder("{");
        foreach (string name in names)
            text.Append(text.Length > 1 ? "," : "").Append(Quoted(name)).Append(':').Append(value());
        return text.Append('}').ToString();
    }

    private List<string> Some(int most, Func<string> make) =>
        [.. Enumerable.Range(0, _random.Next(most)).Select(_ => make())];

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private static string Quoted(string text) => $"\"{text}\"";
}
