using System.Numerics;
using System.Runtime.CompilerServices;

namespace Goico.JsonSchema.Text;

/// <summary>
/// The working memory of one validation, kept per thread so that a validation allocates nothing. What grew beyond a
/// common event's needs is let go afterwards, so that one large document doesn't cost its memory for ever.
/// </summary>
internal sealed class Scratch
{
    private const int KeptElements = 64 * 1024;

    [ThreadStatic]
    private static Scratch? t_idle;

    private ulong[] _bits = new ulong[64];
    private int _bitsTop;
    private int[] _table = new int[64];
    private byte[] _text = new byte[256];
    private int[] _threads = new int[256];
    private int[] _scope = new int[16];
    private ulong[] _nameFilters = new ulong[65];

    public Token[] Tokens = new Token[256];

    /// <summary>How many schema resources are entered; see <see cref="PushScope"/>.</summary>
    public int ScopeDepth { get; set; }

    /// <summary>Takes this thread's memory, or new memory when it is in use.</summary>
    public static Scratch Rent()
    {
        Scratch scratch = t_idle ?? new Scratch();
        t_idle = null;
        return scratch;
    }

    /// <summary>Gives the memory back; nothing that refers to it may be used afterwards.</summary>
    public void Return()
    {
        _bitsTop = 0;
        ScopeDepth = 0;
        int largest = Math.Max(Math.Max(Tokens.Length, _bits.Length), Math.Max(_table.Length, _scope.Length));
        if (Math.Max(largest, Math.Max(_text.Length, _threads.Length)) <= KeptElements)
            t_idle = this;
    }

    /// <summary>Room for one more token; grows geometrically.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void GrowTokens() => Array.Resize(ref Tokens, Tokens.Length * 2);

    /// <summary>A word for each level of containers, up to a depth; see <see cref="RepeatedNames"/>.</summary>
    public Span<ulong> NameFilters(int maxDepth)
    {
        if (_nameFilters.Length <= maxDepth)
            _nameFilters = new ulong[maxDepth + 1];
        return _nameFilters;
    }

    /// <summary>A set of cleared bits, until <see cref="ReturnBits"/>. Sets nest like calls.</summary>
    public int RentBits(int count)
    {
        int start = _bitsTop;
        int end = start + ((count + 63) >> 6);
        if (end > _bits.Length)
            Array.Resize(ref _bits, Math.Max(end, _bits.Length * 2));
        _bits.AsSpan(start, end - start).Clear();
        _bitsTop = end;
        return start;
    }

    public void ReturnBits(int set) => _bitsTop = set;

    public void Set(int set, int bit) => _bits[set + (bit >> 6)] |= 1UL << (bit & 63);

    public bool Has(int set, int bit) => (_bits[set + (bit >> 6)] & (1UL << (bit & 63))) != 0;

    /// <summary>Adds the bits of one set to another of the same size.</summary>
    public void Merge(int from, int into, int count)
    {
        int words = (count + 63) >> 6;
        for (int i = 0; i < words; i++)
            _bits[into + i] |= _bits[from + i];
    }

    public void Fill(int set, int count)
    {
        for (int bit = 0; bit < count; bit++)
            Set(set, bit);
    }

    /// <summary>A cleared table of a power of two of slots, at least twice the count; valid until the next.</summary>
    public Span<int> Table(int count)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 8) * 2);
        if (_table.Length < size)
            _table = new int[size];
        Span<int> table = _table.AsSpan(0, size);
        table.Clear();
        return table;
    }

    /// <summary>The unescaped text of a string; valid until the next.</summary>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_text.Length < raw.Length)
            _text = new byte[Math.Max(raw.Length, _text.Length * 2)];
        return _text.AsSpan(0, JsonText.Unescape(raw, _text));
    }

    /// <summary>Memory for the threads of an expression, not cleared; valid until the next.</summary>
    public Span<int> Threads(int count)
    {
        if (_threads.Length < count)
            _threads = new int[Math.Max(count, _threads.Length * 2)];
        return _threads.AsSpan(0, count);
    }

    /// <summary>Enters a schema resource, for $dynamicRef.</summary>
    public void PushScope(int resource)
    {
        if (ScopeDepth > 0 && _scope[ScopeDepth - 1] == resource)
            return;
        if (ScopeDepth == _scope.Length)
            Array.Resize(ref _scope, _scope.Length * 2);
        _scope[ScopeDepth++] = resource;
    }

    /// <summary>The schema resources entered, outermost first.</summary>
    public ReadOnlySpan<int> Scope => _scope.AsSpan(0, ScopeDepth);
}
