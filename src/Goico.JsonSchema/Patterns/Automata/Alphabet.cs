namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// The symbols that an expression tells apart. Code points that are in the same of its sets are one symbol, so that an
/// automaton has few columns, and the bytes of a character find its symbol by a tree of tables: one step for ASCII, and
/// as many as are needed, at most one for each byte, for the rest.
/// </summary>
internal sealed class Alphabet
{
    /// <summary>Most symbols.</summary>
    public const int MostSymbols = 4096;

    /// <summary>In an entry: a row follows, rather than a symbol.</summary>
    internal const int RowFlag = 0x8000;

    internal const int RowLength = 64;

    internal const int FirstLeadOfTwo = 0xC2;

    internal const int LastLead = 0xF4;

    private readonly ulong[] _members;
    private readonly int _words;
    private readonly ushort[] _leads;
    private readonly ushort[] _rows;

    internal Alphabet(int count, ulong[] members, ushort[] leads, ushort[] rows)
    {
        Count = count;
        _members = members;
        _words = WordsFor(count);
        _leads = leads;
        _rows = rows;
    }

    /// <summary>How many symbols.</summary>
    public int Count { get; }

    /// <summary>What it takes in memory, in bytes.</summary>
    public long Bytes => (8L * _members.Length) + (2L * (_leads.Length + _rows.Length));

    /// <summary>For each first byte of a character, its symbol, or for others than ASCII where to go on.</summary>
    public ReadOnlySpan<ushort> Leads => _leads;

    /// <summary>Whether a set has the code points of a symbol.</summary>
    public bool Has(int set, int symbol) =>
        ((_members[(set * _words) + (symbol >> 6)] >> (symbol & 63)) & 1) != 0;

    /// <summary>The symbol of the character of several bytes that begins here in valid UTF-8.</summary>
    public int Symbol(ReadOnlySpan<byte> text, int at)
    {
        int entry = _leads[text[at]];
        while ((entry & RowFlag) != 0)
            entry = _rows[((entry - RowFlag) * RowLength) | (text[++at] & (RowLength - 1))];
        return entry;
    }

    /// <summary>How many bytes the character of several bytes takes that begins with a byte.</summary>
    public static int Length(int lead) => lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    /// <summary>Whether a character may begin with a byte.</summary>
    public static bool IsLead(int value) => value is < 0x80 or (>= FirstLeadOfTwo and <= LastLead);

    internal static int WordsFor(int count) => (count + 63) >> 6;
}
