using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// A set of Unicode code points, without the surrogates, as sorted disjoint ranges. ECMA-262 matches code points and
/// .NET matches UTF-16 units: a set knows how to write itself as the second so that it means the first.
/// </summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;

    private static readonly ConcurrentDictionary<string, CodePoints> s_categories = new(StringComparer.Ordinal);

    private readonly List<(int From, int To)> _ranges;

    private CodePoints(IEnumerable<(int From, int To)> ranges) => _ranges = Normalize(ranges);

    public static CodePoints Any { get; } = new([(0, Last)]);

    public static CodePoints Digits { get; } = new([('0', '9')]);

    public static CodePoints Word { get; } = new([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    public static CodePoints Space { get; } = new(
        [(9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
        (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]);

    /// <summary>What a dot matches: all but line ends.</summary>
    public static CodePoints NotLineEnd { get; } =
        new CodePoints([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)]).Complement();

    public static CodePoints Of(IEnumerable<(int From, int To)> ranges) => new(ranges);

    /// <summary>The ranges, for joining sets.</summary>
    public IEnumerable<(int From, int To)> Ranges => _ranges;

    public CodePoints Complement()
    {
        var rest = new List<(int, int)>();
        int next = 0;
        foreach ((int from, int to) in _ranges)
        {
            if (from > next)
                rest.Add((next, from - 1));
            next = to + 1;
        }

        if (next <= Last)
            rest.Add((next, Last));
        return new CodePoints(rest);
    }

    /// <summary>The set of a general category, by its short or long name, or of ASCII, Any or Assigned; else null.</summary>
    public static CodePoints? Property(string name)
    {
        string[] prefixes = ["General_Category=", "gc="];
        string? prefix = prefixes.FirstOrDefault(p => name.StartsWith(p, StringComparison.Ordinal));
        string value = prefix is null ? name : name[prefix.Length..];
        if (prefix is null && value == "Any")
            return Any;
        if (prefix is null && value == "ASCII")
            return new CodePoints([(0, 127)]);
        if (prefix is null && value == "Assigned")
            return Property("Cn")!.Complement();
        string? category = GeneralCategories.ShortName(value);
        return category is null ? null : s_categories.GetOrAdd(category, FromCategory);
    }

    /// <summary>The set as a .NET expression over UTF-16 units that matches exactly one code point.</summary>
    public string ToExpression()
    {
        var units = new StringBuilder();
        var pairs = new StringBuilder();
        foreach ((int from, int to) in _ranges)
        {
            if (from <= 0xFFFF)
                AppendUnits(units, from, Math.Min(to, 0xFFFF));
            if (to > 0xFFFF)
                AppendPairs(pairs, Math.Max(from, 0x10000), to);
        }

        if (units.Length == 0 && pairs.Length == 0)
            return "[^\\u0000-\\uFFFF]";
        if (pairs.Length == 0)
            return $"[{units}]";
        string single = units.Length == 0 ? "" : $"|[{units}]";
        return $"(?:{pairs.ToString(1, pairs.Length - 1)}{single})";
    }

    private static List<(int From, int To)> Normalize(IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach ((int from, int to) in ranges.SelectMany(WithoutSurrogates).OrderBy(range => range.From))
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else
                merged.Add((from, to));
        }

        return merged;
    }

    private static IEnumerable<(int From, int To)> WithoutSurrogates((int From, int To) range)
    {
        if (range.From < 0xD800)
            yield return (range.From, Math.Min(range.To, 0xD7FF));
        if (range.To > 0xDFFF)
            yield return (Math.Max(range.From, 0xE000), range.To);
    }

    private static CodePoints FromCategory(string category)
    {
        var ranges = new List<(int, int)>();
        int start = -1;
        for (int point = 0; point <= Last + 1; point++)
        {
            bool inside = point <= Last
                && GeneralCategories.Includes(category, CharUnicodeInfo.GetUnicodeCategory(point));
            if (inside && start < 0)
                start = point;
            if (!inside && start >= 0)
            {
                ranges.Add((start, point - 1));
                start = -1;
            }
        }

        return new CodePoints(ranges);
    }

    private static void AppendUnits(StringBuilder units, int from, int to)
    {
        units.Append($"\\u{from:X4}");
        if (to > from)
            units.Append($"-\\u{to:X4}");
    }

    private static void AppendPairs(StringBuilder pairs, int from, int to)
    {
        while (from <= to)
        {
            int high = (from - 0x10000) >> 10;
            int low = (from - 0x10000) & 0x3FF;
            int lastHigh = (to - 0x10000) >> 10;
            int lastLow = (to - 0x10000) & 0x3FF;
            bool wholeBlocks = low == 0 && (lastHigh > high || lastLow == 0x3FF);
            if (wholeBlocks)
            {
                // As many full blocks of 1,024 as there are, in one go.
                int end = lastLow == 0x3FF ? lastHigh : lastHigh - 1;
                pairs.Append($"|[\\u{0xD800 + high:X4}-\\u{0xD800 + end:X4}][\\uDC00-\\uDFFF]");
                from = 0x10000 + ((end + 1) << 10);
                continue;
            }

            int until = lastHigh > high ? 0x3FF : lastLow;
            pairs.Append($"|\\u{0xD800 + high:X4}[\\u{0xDC00 + low:X4}-\\u{0xDC00 + until:X4}]");
            from = 0x10000 + (high << 10) + until + 1;
        }
    }
}
