using System.Runtime.InteropServices;

namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// Makes a program's deterministic automaton: its states are the sets of threads that a text can lead to (M. Rabin and
/// D. Scott, "Finite Automata and Their Decision Problems", 1959), each thread with what it owes to lookaheads, beside
/// the states of the lookbehinds' own automata.
/// </summary>
internal sealed class Determinizer
{
    private const int DeadState = 0;
    private const int SatisfiedState = 1;

    private readonly Program _program;
    private readonly Alphabet _alphabet;
    private readonly Allowance _allowance;
    private readonly Purpose _purpose;
    private readonly Automaton?[] _looks;
    private readonly Obligations _obligations;
    private readonly ThreadSet _set;
    private readonly Context[] _contexts;

    // A state's key: what is before it, the states of the lookbehinds, then its threads in order.
    private readonly Dictionary<long[], int> _numbers = new(ContentComparer<long>.Instance);
    private readonly List<long[]> _keys = [[], []];
    private readonly List<int> _table = [];
    private readonly List<bool> _accepts = [false, true];
    private readonly List<long> _key = [];
    private readonly List<long> _seeds = [];
    private readonly int[] _behind;
    private readonly int[] _nextBehind;

    private Determinizer(Program program, Alphabet alphabet, Context[] contexts, Automaton?[] looks,
        Allowance allowance, Purpose purpose)
    {
        _program = program;
        _alphabet = alphabet;
        _contexts = contexts;
        _allowance = allowance;
        _purpose = purpose;
        _looks = looks;
        _obligations = new Obligations(program.Looks, looks, allowance);
        _set = new ThreadSet(program, looks, _obligations, allowance);
        _behind = new int[looks.Length];
        _nextBehind = new int[looks.Length];
    }

    private enum Purpose
    {
        /// <summary>From the start of the text, until the expression has matched.</summary>
        Search,

        /// <summary>From any place of the text, until the expression has matched.</summary>
        Ahead,

        /// <summary>From the start of the text; it accepts exactly where a match ends.</summary>
        Behind,
    }

    /// <summary>The automaton of a program, or null when it is not to be had within the allowance.</summary>
    /// <param name="program">The program.</param>
    /// <param name="alphabet">The alphabet of its sets.</param>
    /// <param name="contexts">For each symbol, what it is to a place beside it.</param>
    /// <param name="allowance">What may be spent; taken from as it is.</param>
    public static Automaton? Make(Program program, Alphabet alphabet, Context[] contexts, Allowance allowance) =>
        Make(program, alphabet, contexts, allowance, Purpose.Search);

    private static Automaton? Make(
        Program program, Alphabet alphabet, Context[] contexts, Allowance allowance, Purpose purpose)
    {
        var looks = new Automaton?[program.Looks.Length];
        for (int i = 0; i < looks.Length; i++)
        {
            Look look = program.Looks[i];
            looks[i] = Make(look.Body, alphabet, contexts, allowance, look.Behind ? Purpose.Behind : Purpose.Ahead);
            if (looks[i] is null)
                return null;
        }

        return new Determinizer(program, alphabet, contexts, looks, allowance, purpose).Make();
    }

    private bool IsSpent => _set.IsSpent
        || (long)_keys.Count * Automaton.Width(_alphabet.Count) > Automaton.MostEntries;

    private Automaton? Make()
    {
        foreach (int target in new[] { DeadState, SatisfiedState })
            _table.AddRange(Enumerable.Repeat(target, _alphabet.Count));
        var starts = new int[(int)Context.Unknown];
        starts[(int)Context.Edge] = StartAfter(Context.Edge);
        if (_purpose == Purpose.Ahead)
        {
            starts[(int)Context.Word] = StartAfter(Context.Word);
            starts[(int)Context.Other] = StartAfter(Context.Other);
        }

        for (int state = SatisfiedState + 1; state < _keys.Count && !IsSpent; state++)
            Expand(state);
        return IsSpent ? null : Number(starts);
    }

    private int StartAfter(Context before)
    {
        if (before == Context.Word && !_program.AsksForWords)
            before = Context.Other;
        if (before == Context.Edge && !_program.AsksForStart)
            before = Context.Other;
        for (int i = 0; i < _looks.Length; i++)
            _nextBehind[i] = _program.Looks[i].Behind ? _looks[i]!.Start(Context.Edge) : 0;
        _seeds.Clear();
        _seeds.Add(ThreadSet.Thread(_program.Entry, 0));
        return Arrive(before);
    }

    /// <summary>Works out where a state leads with each symbol, and whether the text may end in it.</summary>
    private void Expand(int state)
    {
        ReadOnlySpan<long> key = _keys[state];
        var before = (Context)key[0];
        for (int i = 0; i < _behind.Length; i++)
            _behind[i] = (int)key[i + 1];
        long[] threads = key[(_behind.Length + 1)..].ToArray();
        bool waits = Array.Exists(threads, thread => Waits(ThreadSet.InstructionOf(thread)));
        long[]? ended = Resolve(threads, waits, before, Context.Edge);
        _accepts[state] = ended is null || Array.Exists(ended, AcceptsAtEnd);
        long[]? beforeWord = Resolve(threads, waits, before, Context.Word);
        long[]? beforeOther = Resolve(threads, waits, before, Context.Other);
        for (int symbol = 0; symbol < _alphabet.Count && !IsSpent; symbol++)
        {
            long[]? active = _contexts[symbol] == Context.Word ? beforeWord : beforeOther;
            _table.Add(active is null ? SatisfiedState : Step(active, symbol));
        }
    }

    private bool Waits(int instruction) => _program.Code[instruction].Operation
        is Operation.End or Operation.WordBoundary or Operation.NoWordBoundary;

    private bool AcceptsAtEnd(long thread) =>
        _program.Code[ThreadSet.InstructionOf(thread)].Operation == Operation.Accept
        && _obligations.HoldAtEnd(ThreadSet.OwedBy(thread));

    /// <summary>The threads once it is known what comes next; null when the expression has matched.</summary>
    private long[]? Resolve(long[] threads, bool waits, Context before, Context after)
    {
        if (!waits)
            return threads;
        _set.Follow(threads, before, after, _behind);
        return _set.Matches && _purpose != Purpose.Behind ? null : [.. _set.Threads];
    }

    private int Step(long[] active, int symbol)
    {
        _seeds.Clear();
        _allowance.Work -= active.Length;
        foreach (long thread in active)
        {
            int number = ThreadSet.InstructionOf(thread);
            int owes = ThreadSet.OwedBy(thread);
            Instruction instruction = _program.Code[number];
            if (instruction.Operation == Operation.Accept)
            {
                // It stays until the text has shown what it owes.
                if (owes != 0 && (owes = _obligations.Step(owes, symbol)) != Obligations.Failed)
                    _seeds.Add(ThreadSet.Thread(number, owes));
            }
            else if (instruction.Operation == Operation.Points && _alphabet.Has(instruction.Argument, symbol)
                && (owes = _obligations.Step(owes, symbol)) != Obligations.Failed)
            {
                _allowance.Work -= _obligations.Count(owes);
                _seeds.Add(ThreadSet.Thread(instruction.Next, owes));
            }
        }

        for (int i = 0; i < _behind.Length; i++)
            _nextBehind[i] = _program.Looks[i].Behind ? _looks[i]!.Step(_behind[i], symbol) : 0;
        return Arrive(_program.AsksForWords ? _contexts[symbol] : Context.Other);
    }

    /// <summary>The state of the threads that arrive at a place.</summary>
    private int Arrive(Context before)
    {
        _set.Follow(CollectionsMarshal.AsSpan(_seeds), before, Context.Unknown, _nextBehind);
        if (_set.Matches && _purpose != Purpose.Behind)
            return SatisfiedState;
        List<long> threads = _set.Threads;
        _allowance.Work -= threads.Count;
        if (threads.Count == 0)
            return DeadState;
        threads.Sort();
        _key.Clear();
        _key.Add((long)(_set.Waits ? before : Context.Other));
        foreach (int state in _nextBehind)
            _key.Add(state);
        int first = _key.Count;
        foreach (long thread in threads)
        {
            if (!IsCovered(thread, first))
                _key.Add(thread);
        }

        return NumberOfKey();
    }

    /// <summary>Whether a thread at the same instruction owes less; of a thread's own sort, those before it.</summary>
    private bool IsCovered(long thread, int first)
    {
        if (ThreadSet.OwedBy(thread) == 0)
            return false;
        for (int i = _key.Count - 1; i >= first; i--)
        {
            if (ThreadSet.InstructionOf(_key[i]) != ThreadSet.InstructionOf(thread))
                return false;
            _allowance.Work--;
            if (_obligations.IsWithin(ThreadSet.OwedBy(_key[i]), ThreadSet.OwedBy(thread)))
                return true;
        }

        return false;
    }

    private int NumberOfKey()
    {
        ReadOnlySpan<long> key = CollectionsMarshal.AsSpan(_key);
        if (_numbers.GetAlternateLookup<ReadOnlySpan<long>>().TryGetValue(key, out int number))
            return number;
        number = _keys.Count;
        _keys.Add(key.ToArray());
        _numbers.Add(_keys[number], number);
        _accepts.Add(false);
        _allowance.Work -= key.Length;
        return number;
    }

    /// <summary>Puts the states in the order that the automaton needs, and gives them their names there.</summary>
    private Automaton Number(int[] starts)
    {
        int symbols = _alphabet.Count;
        int width = Automaton.Width(symbols);
        int[] order =
        [
            DeadState, SatisfiedState,
            .. Enumerable.Range(2, _keys.Count - 2).Where(state => !_accepts[state]),
            .. Enumerable.Range(2, _keys.Count - 2).Where(state => _accepts[state]),
        ];
        var names = new ushort[order.Length];
        for (int i = 0; i < order.Length; i++)
            names[order[i]] = Automaton.Name(i, symbols);
        var table = new ushort[order.Length * width];
        for (int i = 0; i < order.Length; i++)
        {
            for (int symbol = 0; symbol < symbols; symbol++)
                table[(i * width) + symbol] = names[_table[(order[i] * symbols) + symbol]];
        }

        int rejecting = order.Length - _accepts.Skip(2).Count(accepts => accepts);
        return new Automaton(_alphabet, table, rejecting, [.. starts.Select(state => (int)names[state])]);
    }
}
