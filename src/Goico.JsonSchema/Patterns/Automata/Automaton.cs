namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// A deterministic automaton. A state is the offset of its row in the table. State 0 is the one from which nothing can
/// match any more, the next the one from which everything does; the last ones are those in which a text may end.
/// </summary>
internal sealed class Automaton(Alphabet alphabet, ushort[] table, int firstAccepting, int[] starts)
{
    /// <summary>Most entries of a table, so that an offset fits into one.</summary>
    public const int MostEntries = ushort.MaxValue + 1;

    public const int Dead = 0;

    public Alphabet Alphabet => alphabet;

    public ushort[] Table => table;

    /// <summary>The state in which the expression has matched, whatever follows.</summary>
    public int Satisfied => alphabet.Count;

    /// <summary>From this state on, the text may end.</summary>
    public int FirstAccepting => firstAccepting;

    public int Start(Context before) => starts[(int)before];

    public int Step(int state, int symbol) => table[state + symbol];

    public bool Accepts(int state) => state >= firstAccepting || state == Satisfied;

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Bytes => (2L * table.Length) + alphabet.Bytes;

    /// <summary>How many states.</summary>
    public int States => table.Length / alphabet.Count;
}
