namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// A deterministic automaton. A state's name is half the offset of its row in the table, which saves a multiplication
/// at each step. The first state is the one from which nothing can match any more, the next the one from which
/// everything does; the last ones are those in which a text may end.
/// </summary>
internal sealed class Automaton(Alphabet alphabet, ushort[] table, int rejecting, int[] starts)
{
    /// <summary>Most entries of a table, 256 KiB: so that half an offset fits into one.</summary>
    public const int MostEntries = 2 * (ushort.MaxValue + 1);

    /// <summary>The state from which nothing can match.</summary>
    public const int Dead = 0;

    public Alphabet Alphabet => alphabet;

    /// <summary>For each state and symbol, the next state: at twice the state, plus the symbol.</summary>
    public ushort[] Table => table;

    /// <summary>The state in which the expression has matched, whatever follows.</summary>
    public int Satisfied { get; } = Name(1, alphabet.Count);

    /// <summary>How many states.</summary>
    public int States => table.Length / Width(alphabet.Count);

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Bytes => (2L * table.Length) + alphabet.Bytes;

    // From this state on, the text may end.
    private readonly int _firstAccepting = rejecting * Width(alphabet.Count) / 2;

    /// <summary>How long a row is: even, so that half of it is a number.</summary>
    public static int Width(int symbols) => (symbols + 1) & ~1;

    /// <summary>The name of a state that has a place in the order of rows.</summary>
    public static ushort Name(int place, int symbols) => (ushort)(place * Width(symbols) / 2);

    /// <summary>The state at a place with something before it; the start of the text is an edge.</summary>
    public int Start(Context before) => starts[(int)before];

    public int Step(int state, int symbol) => table[(state << 1) + symbol];

    /// <summary>Whether the text may end in a state.</summary>
    public bool Accepts(int state) => state >= _firstAccepting || state == Satisfied;
}
