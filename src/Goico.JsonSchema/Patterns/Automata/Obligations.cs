namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// What threads owe to lookaheads that they have passed: each set is of the states in which the automata of those
/// lookaheads are by now. A set has a number; that of the empty one is 0.
/// </summary>
internal sealed class Obligations(Look[] looks, Automaton?[] automata, Allowance allowance)
{
    /// <summary>The number that says that a lookahead has failed.</summary>
    public const int Failed = -1;

    private const int MostSets = 20_000;
    private const int NewStepCost = 8;

    private readonly List<long[]> _sets = [[]];
    private readonly Dictionary<long[], int> _numbers = new(ContentComparer<long>.Instance) { [[]] = 0 };
    private readonly Dictionary<(int Set, int Symbol), int> _steps = [];
    private readonly List<long> _next = [];

    /// <summary>Whether there are more sets than memory is meant for.</summary>
    public bool IsFull => _sets.Count > MostSets;

    /// <summary>How many automata a set has.</summary>
    public int Count(int set) => _sets[set].Length;

    /// <summary>A set with the lookahead that begins at a place added, or <see cref="Failed"/>.</summary>
    public int Add(int set, int look, Context before)
    {
        int state = automata[look]!.Start(before);
        if (IsSettled(look, state, out bool holds))
            return holds ? set : Failed;
        _next.Clear();
        _next.AddRange(_sets[set]);
        Insert(look, state);
        return NumberOfNext();
    }

    /// <summary>A set after a symbol, or <see cref="Failed"/>.</summary>
    public int Step(int set, int symbol)
    {
        if (set == 0)
            return 0;
        if (_steps.TryGetValue((set, symbol), out int number))
            return number;
        allowance.Work -= NewStepCost;
        _next.Clear();
        foreach (long obligation in _sets[set])
        {
            int look = (int)(obligation >> 32);
            int state = automata[look]!.Step((int)obligation, symbol);
            if (!IsSettled(look, state, out bool holds))
                Insert(look, state);
            else if (!holds)
                return _steps[(set, symbol)] = Failed;
        }

        return _steps[(set, symbol)] = NumberOfNext();
    }

    /// <summary>Whether all lookaheads of a set hold if the text ends.</summary>
    public bool HoldAtEnd(int set) => Array.TrueForAll(_sets[set], obligation =>
    {
        int look = (int)(obligation >> 32);
        return automata[look]!.Accepts((int)obligation) != looks[look].Negated;
    });

    /// <summary>Whether one set asks for nothing that another does not.</summary>
    public bool IsWithin(int set, int other)
    {
        long[] large = _sets[other];
        return Array.TrueForAll(_sets[set], obligation => Array.BinarySearch(large, obligation) >= 0);
    }

    private bool IsSettled(int look, int state, out bool holds)
    {
        bool matched = state == automata[look]!.Satisfied;
        holds = matched != looks[look].Negated;
        return matched || state == Automaton.Dead;
    }

    private void Insert(int look, int state)
    {
        long obligation = ((long)look << 32) | (uint)state;
        int at = _next.BinarySearch(obligation);
        if (at < 0)
            _next.Insert(~at, obligation);
    }

    private int NumberOfNext()
    {
        var bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<long>>();
        ReadOnlySpan<long> next = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_next);
        if (bySpan.TryGetValue(next, out int number))
            return number;
        number = _sets.Count;
        _sets.Add(next.ToArray());
        _numbers.Add(_sets[number], number);
        return number;
    }
}
