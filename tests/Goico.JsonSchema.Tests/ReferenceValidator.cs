using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Goico.JsonSchema.Tests;

/// <summary>
/// Draft 2020-12 read off the specification over JsonElement: slow, plain, and with no code in common with the
/// product. Knows what <see cref="RandomJson"/> writes.
/// </summary>
internal sealed class ReferenceValidator(JsonElement root)
{
    /// <summary>Whether a value is valid, with the names or positions of the children that were evaluated.</summary>
    public (bool Valid, HashSet<string> Evaluated) Evaluate(JsonElement schema, JsonElement value)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return (schema.ValueKind == JsonValueKind.True, evaluated);
        bool valid = Assertions(schema, value);
        valid &= InPlace(schema, value, evaluated);
        valid &= value.ValueKind switch
        {
            JsonValueKind.Array => Items(schema, value, evaluated),
            JsonValueKind.Object => Properties(schema, value, evaluated),
            _ => true,
        };
        string rest = value.ValueKind == JsonValueKind.Array ? "unevaluatedItems" : "unevaluatedProperties";
        if (schema.TryGetProperty(rest, out JsonElement unevaluated))
        {
            foreach ((string name, JsonElement child) in Children(value))
            {
                if (!evaluated.Contains(name))
                    valid &= Evaluate(unevaluated, child).Valid;
            }

            evaluated.UnionWith(Children(value).Select(child => child.Name));
        }

        return (valid, valid ? evaluated : []);
    }

    private static List<(string Name, JsonElement Value)> Children(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select((item, i) => ($"{i}", item))],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(property => (property.Name, property.Value))],
        _ => [],
    };

    private static bool Assertions(JsonElement schema, JsonElement value)
    {
        bool valid = true;
        int count = Children(value).Count;
        int length = value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : 0;
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            JsonElement argument = keyword.Value;
            valid &= (keyword.Name, value.ValueKind) switch
            {
                ("type", _) when argument.ValueKind == JsonValueKind.Array =>
                    argument.EnumerateArray().Any(type => HasType(value, type.GetString()!)),
                ("type", _) => HasType(value, argument.GetString()!),
                ("enum", _) => argument.EnumerateArray().Any(option => Same(option, value)),
                ("const", _) => Same(argument, value),
                ("minimum", JsonValueKind.Number) => value.GetDecimal() >= argument.GetDecimal(),
                ("exclusiveMinimum", JsonValueKind.Number) => value.GetDecimal() > argument.GetDecimal(),
                ("maximum", JsonValueKind.Number) => value.GetDecimal() <= argument.GetDecimal(),
                ("exclusiveMaximum", JsonValueKind.Number) => value.GetDecimal() < argument.GetDecimal(),
                ("multipleOf", JsonValueKind.Number) => value.GetDecimal() % argument.GetDecimal() == 0,
                ("minLength", JsonValueKind.String) => length >= argument.GetDecimal(),
                ("maxLength", JsonValueKind.String) => length <= argument.GetDecimal(),
                ("pattern", JsonValueKind.String) => Matches(argument.GetString()!, value.GetString()!),
                ("minItems", JsonValueKind.Array) => count >= argument.GetDecimal(),
                ("maxItems", JsonValueKind.Array) => count <= argument.GetDecimal(),
                ("minProperties", JsonValueKind.Object) => count >= argument.GetDecimal(),
                ("maxProperties", JsonValueKind.Object) => count <= argument.GetDecimal(),
                ("uniqueItems", JsonValueKind.Array) => !argument.GetBoolean() || Unique([.. value.EnumerateArray()]),
                ("required", JsonValueKind.Object) => argument.EnumerateArray().All(n => Has(value, n.GetString()!)),
                ("dependentRequired", JsonValueKind.Object) => argument.EnumerateObject().All(trigger =>
                    !Has(value, trigger.Name) || trigger.Value.EnumerateArray().All(n => Has(value, n.GetString()!))),
                _ => true,
            };
        }

        return valid;
    }

    private bool InPlace(JsonElement schema, JsonElement value, HashSet<string> evaluated)
    {
        bool Apply(JsonElement subschema)
        {
            var (valid, names) = Evaluate(subschema, value);
            evaluated.UnionWith(names);
            return valid;
        }

        bool valid = true;
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            valid &= Apply(root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]));
        if (schema.TryGetProperty("allOf", out JsonElement all))
            valid &= all.EnumerateArray().ToList().ConvertAll(Apply).TrueForAll(ok => ok);
        if (schema.TryGetProperty("anyOf", out JsonElement any))
            valid &= any.EnumerateArray().ToList().ConvertAll(Apply).Exists(ok => ok);
        if (schema.TryGetProperty("oneOf", out JsonElement one))
            valid &= one.EnumerateArray().ToList().ConvertAll(Apply).Count(ok => ok) == 1;
        if (schema.TryGetProperty("not", out JsonElement not))
            valid &= !Evaluate(not, value).Valid;
        if (schema.TryGetProperty("if", out JsonElement condition)
            && schema.TryGetProperty(Apply(condition) ? "then" : "else", out JsonElement chosen))
        {
            valid &= Apply(chosen);
        }

        if (value.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("dependentSchemas", out JsonElement dependent))
        {
            foreach (JsonProperty trigger in dependent.EnumerateObject().Where(t => Has(value, t.Name)))
                valid &= Apply(trigger.Value);
        }

        return valid;
    }

    private bool Items(JsonElement schema, JsonElement value, HashSet<string> evaluated)
    {
        bool valid = true;
        int prefix = schema.TryGetProperty("prefixItems", out JsonElement first) ? first.GetArrayLength() : 0;
        bool hasItems = schema.TryGetProperty("items", out JsonElement items);
        bool hasContains = schema.TryGetProperty("contains", out JsonElement contains);
        int matches = 0;
        int position = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (position < prefix || hasItems)
            {
                valid &= Evaluate(position < prefix ? first[position] : items, item).Valid;
                evaluated.Add($"{position}");
            }

            if (hasContains && Evaluate(contains, item).Valid)
            {
                matches++;
                evaluated.Add($"{position}");
            }

            position++;
        }

        if (!hasContains)
            return valid;
        decimal least = schema.TryGetProperty("minContains", out JsonElement min) ? min.GetDecimal() : 1;
        decimal most = schema.TryGetProperty("maxContains", out JsonElement max) ? max.GetDecimal() : int.MaxValue;
        return valid && matches >= least && matches <= most;
    }

    private bool Properties(JsonElement schema, JsonElement value, HashSet<string> evaluated)
    {
        bool valid = true;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            var schemas = new List<JsonElement>();
            if (schema.TryGetProperty("properties", out JsonElement named)
                && named.TryGetProperty(property.Name, out JsonElement own))
            {
                schemas.Add(own);
            }

            if (schema.TryGetProperty("patternProperties", out JsonElement patterns))
            {
                schemas.AddRange(patterns.EnumerateObject()
                    .Where(pattern => Matches(pattern.Name, property.Name)).Select(pattern => pattern.Value));
            }

            if (schemas.Count == 0 && schema.TryGetProperty("additionalProperties", out JsonElement additional))
                schemas.Add(additional);
            if (schemas.Count > 0)
                evaluated.Add(property.Name);
            foreach (JsonElement subschema in schemas)
                valid &= Evaluate(subschema, property.Value).Valid;
            if (schema.TryGetProperty("propertyNames", out JsonElement names))
                valid &= Evaluate(names, JsonSerializer.SerializeToElement(property.Name)).Valid;
        }

        return valid;
    }

    private static bool HasType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.String => type == "string",
        JsonValueKind.Array => type == "array",
        JsonValueKind.Object => type == "object",
        _ => type == "number" || (type == "integer" && value.GetDecimal() % 1 == 0),
    };

    private static bool Has(JsonElement value, string name) => value.TryGetProperty(name, out _);

    private static bool Matches(string pattern, string text)
    {
        // One UTF-16 unit for each character, so that the engine's dot counts as ECMA-262's does.
        var units = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
            units.Append(rune.IsBmp ? (char)rune.Value : '\uE000');
        return Regex.IsMatch(units.ToString(), pattern);
    }

    private static bool Unique(JsonElement[] items) =>
        !items.Where((item, i) => items.Take(i).Any(earlier => Same(earlier, item))).Any();

    private static bool Same(JsonElement a, JsonElement b)
    {
        if (a.ValueKind != b.ValueKind)
            return false;
        if (a.ValueKind == JsonValueKind.Number)
            return a.GetDecimal() == b.GetDecimal();
        if (a.ValueKind == JsonValueKind.String)
            return a.GetString() == b.GetString();
        var left = Children(a);
        var right = Children(b).ToDictionary(child => child.Name, child => child.Value, StringComparer.Ordinal);
        return left.Count == right.Count && left.TrueForAll(child =>
            right.TryGetValue(child.Name, out JsonElement other) && Same(child.Value, other));
    }
}
