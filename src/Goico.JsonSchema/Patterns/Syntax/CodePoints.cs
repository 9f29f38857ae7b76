using System.Collections.Immutable;

namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// A set of Unicode code points, without the surrogates (no valid text holds them), as sorted disjoint ranges that
/// don't touch: equal sets have equal ranges.
/// </summary>
internal sealed class CodePoints : IEquatable<CodePoints>
{
    public const int Last = 0x10FFFF;

    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private CodePoints? _complement;
    private int _hash;

    private CodePoints(ImmutableArray<(int From, int To)> ranges) => Ranges = ranges;

    public static CodePoints Any { get; } = Of([(0, Last)]);

    public static CodePoints None { get; } = new([]);

    public static CodePoints Digits { get; } = Of([('0', '9')]);

    public static CodePoints Word { get; } = Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    public static CodePoints Space { get; } = Of(
        [(9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
        (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]);

    /// <summary>What a dot matches: all but line ends.</summary>
    public static CodePoints NotLineEnd { get; } =
        Of([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)]).Complement();

    public ImmutableArray<(int From, int To)> Ranges { get; }

    /// <summary>The only member, or -1 when there are more or none.</summary>
    public int Single => Ranges.Length == 1 && Ranges[0].From == Ranges[0].To ? Ranges[0].From : -1;

    public static CodePoints Of(int point) =>
        point is >= FirstSurrogate and <= LastSurrogate ? None : new CodePoints([(point, point)]);

    public static CodePoints Of(IEnumerable<(int From, int To)> ranges)
    {
        var sorted = new List<(int From, int To)>();
        foreach ((int from, int to) in ranges)
        {
            if (from < FirstSurrogate)
                sorted.Add((from, Math.Min(to, FirstSurrogate - 1)));
            if (to > LastSurrogate)
                sorted.Add((Math.Max(from, LastSurrogate + 1), to));
        }

        sorted.Sort();
        var merged = ImmutableArray.CreateBuilder<(int From, int To)>(sorted.Count);
        foreach ((int from, int to) in sorted)
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else
                merged.Add((from, to));
        }

        return new CodePoints(merged.DrainToImmutable());
    }

    /// <summary>All other code points; worked out once.</summary>
    public CodePoints Complement()
    {
        if (_complement is not null)
            return _complement;
        var rest = new List<(int, int)>();
        int next = 0;
        foreach ((int from, int to) in Ranges)
        {
            if (from > next)
                rest.Add((next, from - 1));
            next = to + 1;
        }

        if (next <= Last)
            rest.Add((next, Last));
        return _complement = Of(rest);
    }

    public bool Contains(int point)
    {
        int low = 0;
        int high = Ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (point < Ranges[middle].From)
                high = middle - 1;
            else if (point > Ranges[middle].To)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    public bool Equals(CodePoints? other) => ReferenceEquals(this, other)
        || (other is not null && GetHashCode() == other.GetHashCode()
            && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as CodePoints);

    public override int GetHashCode()
    {
        if (_hash != 0)
            return _hash;
        var hash = new HashCode();
        foreach ((int from, int to) in Ranges)
        {
            hash.Add(from);
            hash.Add(to);
        }

        return _hash = hash.ToHashCode() | 1;
    }
}
