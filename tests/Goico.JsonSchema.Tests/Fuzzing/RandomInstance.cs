using System.Numerics;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Random instances that nearly meet a schema, or just do: made of the names, values and limits that it mentions.
/// </summary>
internal sealed class RandomInstance(Random random, ReferenceDocuments documents)
{
    private const int LongestText = 60;
    private const int LongestArray = 12;

    // Small instances fail as well as large ones, and many more of them can be tried.
    private const int MostValues = 100;

    private readonly RandomScalars _scalars = new(random);
    private readonly RandomValue _values = new(random);
    private int _made;
    private bool _strays;

    public JsonTree Free() => _values.Next(4);

    public JsonTree For(JsonTree schema)
    {
        _made = 0;
        _strays = _scalars.OneIn(2);
        return For([schema], depth: 6);
    }

    private JsonTree For(IReadOnlyList<JsonTree> schemas, int depth)
    {
        if (depth < 0 || (_strays && _scalars.OneIn(30)))
            return _values.Next(Math.Max(depth, 0) / 2);
        // Beyond so many, scalars still fit; what is within the others need not.
        if (++_made > MostValues)
            depth = 0;
        var hints = new InstanceHints(random, documents);
        foreach (JsonTree schema in schemas)
            hints.Gather(schema);
        if (hints.Values.Count > 0 && !_scalars.OneIn(4))
            return Varied(_scalars.Pick(hints.Values));
        return Kind(hints) switch
        {
            "null" => JsonTree.Null(),
            "boolean" => JsonTree.Of(_scalars.OneIn(2)),
            "number" or "integer" => Number(hints),
            "string" => JsonTree.Of(Text(hints)),
            "array" => Array(hints, depth),
            "object" => Object(hints, depth),
            _ => _values.Next(2),
        };
    }

    /// <summary>The same value, its numbers in other words and its properties in another order.</summary>
    private JsonTree Varied(JsonTree value)
    {
        JsonTree copy = value.Clone();
        foreach (JsonTree node in copy.SelfAndBelow().ToList())
        {
            if (node.Kind == JsonKind.Number)
                node.Become(_scalars.OneIn(6) ? _scalars.Near(node) : _scalars.Respelt(node));
            if (_scalars.OneIn(2))
                node.Members.Reverse();
        }

        return copy;
    }

    private string Kind(InstanceHints hints)
    {
        var kinds = new List<string>();
        void Suggest(string kind, int weight) => kinds.AddRange(Enumerable.Repeat(kind, weight));
        Suggest("number", hints.Bounds.Count + hints.Divisors.Count);
        Suggest("string", hints.Lengths.Count + hints.Patterns.Count + hints.Formats.Count);
        Suggest("array", hints.Items.Count + hints.Prefixes.Count + hints.Contained.Count);
        Suggest("object", hints.Properties.Count + hints.Required.Count + hints.OtherProperties.Count);
        if (hints.ItemCounts.Count > 0)
            kinds.AddRange(["array", "object"]);
        string[] wanted = [.. kinds.Where(kind => hints.Types.Contains(kind)
            || (kind == "number" && hints.Types.Contains("integer")))];
        if (wanted.Length > 0)
            return _scalars.Pick(wanted);
        if (hints.Types.Count > 0 && !_scalars.OneIn(8))
            return _scalars.Pick(hints.Types);
        return kinds.Count > 0 && !_scalars.OneIn(8) ? _scalars.Pick(kinds) : "";
    }

    private JsonTree Number(InstanceHints hints)
    {
        if (hints.Divisors.Count > 0 && _scalars.OneIn(2))
            return _scalars.Multiple(_scalars.Pick(hints.Divisors));
        if (hints.Bounds.Count > 0 && !_scalars.OneIn(4))
            return _scalars.Near(_scalars.Pick(hints.Bounds));
        return _scalars.Number();
    }

    private string Text(InstanceHints hints)
    {
        if (hints.Patterns.Count > 0 && !_scalars.OneIn(4))
        {
            string sample = ReferencePattern.Parse(_scalars.Pick(hints.Patterns)).Sample(random);
            string before = _scalars.OneIn(6) ? _scalars.Text(1) : "";
            return _scalars.OneIn(3) ? $"{before}{sample}{_scalars.Text(1)}" : sample;
        }

        if (hints.Formats.Count > 0 && !_scalars.OneIn(4))
        {
            return _scalars.Pick(hints.Formats) switch
            {
                "ipv4" => _scalars.Pick(["1.2.3.4", "255.255.255.255", "0.0.0.0", "256.1.1.1", "1.2.3", "01.2.3.4"]),
                "date" => _scalars.Pick(["2024-02-29", "2023-02-29", "1999-12-31", "1999-1-01", "2000-13-01"]),
                "uuid" => _scalars.Pick(["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-42661417400G",
                    "123e4567e89b12d3a456426614174000"]),
                _ => _scalars.Text(),
            };
        }

        return hints.Lengths.Count == 0 ? _scalars.Text()
            : _scalars.Text(Count(_scalars.Pick(hints.Lengths), LongestText));
    }

    /// <summary>A count at a limit or right beside it.</summary>
    private int Count(JsonTree limit, int most)
    {
        ReferenceNumber value = limit.Value;
        bool isWhole = value.Exponent is >= 0 and < 6;
        BigInteger whole = isWhole ? value.Digits * BigInteger.Pow(10, (int)value.Exponent) : most;
        int count = (int)BigInteger.Min(BigInteger.Max(whole, 0), most) + random.Next(-1, 2);
        return Math.Max(count, 0);
    }

    private JsonTree Array(InstanceHints hints, int depth)
    {
        int count = hints.ItemCounts.Count > 0 && !_scalars.OneIn(4)
            ? Count(_scalars.Pick(hints.ItemCounts), LongestArray)
            : Math.Max(hints.Prefixes.Select(prefix => prefix.Count).DefaultIfEmpty().Max() + random.Next(-1, 2),
                random.Next(4));
        JsonTree array = JsonTree.Array([]);
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && _scalars.OneIn(8))
            {
                array.Items.Add(Varied(_scalars.Pick(array.Items)));
                continue;
            }

            JsonTree[] schemas = [.. hints.Prefixes.Where(prefix => i < prefix.Count).Select(prefix => prefix[i])];
            if (schemas.Length == 0)
                schemas = [.. hints.Items];
            if (hints.Contained.Count > 0 && _scalars.OneIn(2))
                schemas = [.. schemas, _scalars.Pick(hints.Contained)];
            array.Items.Add(For(schemas, depth - 2));
        }

        return array;
    }

    private JsonTree Object(InstanceHints hints, int depth)
    {
        // All but one, or each with a small chance to be left out.
        string? omitted = hints.Required.Count > 0 && _scalars.OneIn(3) ? _scalars.Pick(hints.Required) : null;
        bool omitsSome = _scalars.OneIn(3);
        var names = new List<string>(
            hints.Required.Where(name => name != omitted && !(omitsSome && _scalars.OneIn(12))));
        names.AddRange(hints.Properties.Select(property => property.Name)
            .Where(name => name != omitted && !_scalars.OneIn(3)));
        names.AddRange(hints.Names.Where(_ => _scalars.OneIn(2)));
        int more = _scalars.OneIn(3) ? random.Next(3) : 0;
        if (hints.ItemCounts.Count > 0 && _scalars.OneIn(2))
            more = Count(_scalars.Pick(hints.ItemCounts), LongestArray) - names.Count;
        for (int i = 0; i < more; i++)
            names.Add(_scalars.OneIn(6) ? _scalars.Text() : _scalars.Name());
        JsonTree value = JsonTree.Object([]);
        foreach (string name in names.Distinct(StringComparer.Ordinal).OrderBy(_ => random.Next()))
        {
            JsonTree[] schemas = [.. hints.Properties.Where(property => property.Name == name).Select(p => p.Value)];
            value.Set(name, For(schemas.Length > 0 ? schemas : hints.OtherProperties, depth - 1));
        }

        return value;
    }
}
