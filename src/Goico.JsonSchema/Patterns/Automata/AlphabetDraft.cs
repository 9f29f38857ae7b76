using System.Runtime.InteropServices;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>Collects the sets of an expression and works out its <see cref="Alphabet"/>.</summary>
internal sealed class AlphabetDraft
{
    private const int MostMemberBits = 4 * 1024 * 1024;
    private const int MostWork = 4 * 1024 * 1024;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private readonly Dictionary<CodePoints, int> _numbers = [];
    private readonly List<CodePoints> _sets = [];

    // Sorted: where a stretch of one symbol begins, and which.
    private readonly List<(int From, ushort Symbol)> _stretches = [];
    private readonly List<int[]> _symbolSets = [];
    private readonly Dictionary<ushort[], int> _rowNumbers = new(ContentComparer<ushort>.Instance);
    private readonly List<ushort> _rows = [];

    /// <summary>The number of a set.</summary>
    public int Add(CodePoints set)
    {
        if (_numbers.TryGetValue(set, out int number))
            return number;
        number = _sets.Count;
        _numbers.Add(set, number);
        _sets.Add(set);
        return number;
    }

    /// <summary>The alphabet of all sets added, or null when it would be too large.</summary>
    public Alphabet? Finish()
    {
        if (!Divide())
            return null;
        int words = Alphabet.WordsFor(_symbolSets.Count);
        var members = new ulong[_sets.Count * words];
        foreach ((int symbol, int[] sets) in _symbolSets.Index())
        {
            foreach (int set in sets)
                members[(set * words) + (symbol >> 6)] |= 1UL << (symbol & 63);
        }

        var leads = new ushort[256];
        for (int lead = 0; lead < 0x80; lead++)
            leads[lead] = _stretches[StretchOf(lead)].Symbol;
        for (int lead = Alphabet.FirstLeadOfTwo; lead <= Alphabet.LastLead; lead++)
        {
            leads[lead] = Alphabet.Length(lead) switch
            {
                2 => Entry((lead & 0x1F) << 6, 1 << 6, 0x80),
                3 => Entry((lead & 0x0F) << 12, 1 << 12, 0x800),
                _ => Entry((lead & 0x07) << 18, 1 << 18, 0x10000),
            };
        }

        return new Alphabet(_symbolSets.Count, members, leads, [.. _rows]);
    }

    /// <summary>Sweeps over the bounds of all ranges; the sets that are open between two make a symbol.</summary>
    private bool Divide()
    {
        long[] bounds = Bounds();
        var symbols = new Dictionary<int[], int>(ContentComparer<int>.Instance);
        var bySets = symbols.GetAlternateLookup<ReadOnlySpan<int>>();
        var open = new List<int>();
        long work = 0;
        int next = 0;
        for (int at = 0; at <= CodePoints.Last; at = next < bounds.Length ? PlaceOf(bounds[next]) : int.MaxValue)
        {
            for (; next < bounds.Length && PlaceOf(bounds[next]) == at; next++)
                Toggle(open, (int)bounds[next]);
            ReadOnlySpan<int> sets = CollectionsMarshal.AsSpan(open);
            if (!bySets.TryGetValue(sets, out int symbol))
            {
                symbol = symbols.Count;
                _symbolSets.Add(sets.ToArray());
                symbols.Add(_symbolSets[^1], symbol);
            }

            work += open.Count;
            if (work > MostWork || symbols.Count > Alphabet.MostSymbols)
                return false;
            if (_stretches.Count == 0 || _stretches[^1].Symbol != symbol)
                _stretches.Add((at, (ushort)symbol));
        }

        return (long)_sets.Count * symbols.Count <= MostMemberBits;
    }

    /// <summary>Where ranges begin and end, in order; the number of the set in the lower half.</summary>
    private long[] Bounds()
    {
        var bounds = new List<long>();
        foreach ((int number, CodePoints set) in _sets.Index())
        {
            foreach ((int from, int to) in set.Ranges)
            {
                // Nothing is told of surrogates, which no text holds: a range goes on across them.
                int end = to + 1 == FirstSurrogate ? LastSurrogate + 1 : to + 1;
                bounds.Add(((long)from << 32) | (uint)number);
                bounds.Add(((long)end << 32) | (uint)number);
            }
        }

        bounds.Sort();
        return [.. bounds];
    }

    private static int PlaceOf(long bound) => (int)(bound >> 32);

    private static void Toggle(List<int> open, int set)
    {
        int at = open.BinarySearch(set);
        if (at >= 0)
            open.RemoveAt(at);
        else
            open.Insert(~at, set);
    }

    /// <summary>What the tables say of a block of code points; those before a least one take fewer bytes.</summary>
    private ushort Entry(int from, int length, int least)
    {
        int last = Math.Clamp(from + length - 1, least, CodePoints.Last);
        int stretch = StretchOf(Math.Clamp(from, least, CodePoints.Last));
        if (stretch + 1 == _stretches.Count || _stretches[stretch + 1].From > last)
            return _stretches[stretch].Symbol;
        Span<ushort> row = stackalloc ushort[Alphabet.RowLength];
        int part = length / Alphabet.RowLength;
        for (int i = 0; i < row.Length; i++)
            row[i] = Entry(from + (i * part), part, least);
        var byContent = _rowNumbers.GetAlternateLookup<ReadOnlySpan<ushort>>();
        if (!byContent.TryGetValue(row, out int number))
        {
            number = _rowNumbers.Count;
            _rowNumbers.Add(row.ToArray(), number);
            _rows.AddRange(row);
        }

        return (ushort)(Alphabet.RowFlag | number);
    }

    private int StretchOf(int point)
    {
        int low = 0;
        int high = _stretches.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_stretches[middle].From <= point)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
