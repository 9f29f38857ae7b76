using System.Runtime.InteropServices;

namespace Goico.Wasm.Running;

/// <summary>
/// Counts who uses a thing, so that it can be freed after its last use. Each processor counts on a line of its own;
/// a use is ended where it was begun, so that the sum is never less than the uses under way.
/// </summary>
internal sealed class UseCount
{
    private readonly Line[] _lines = new Line[Environment.ProcessorCount];
    private int _ended;
    private int _freed;

    /// <summary>Begins a use; false where the thing is given up.</summary>
    public bool TryBegin(out int line)
    {
        line = (int)((uint)Thread.GetCurrentProcessorId() % (uint)_lines.Length);
        // A full fence: either this use sees the end, or the end sees this use.
        Interlocked.Increment(ref _lines[line].Count);
        return Volatile.Read(ref _ended) == 0;
    }

    /// <summary>Ends a use, also one that was refused; true, once, for whoever must free the thing now.</summary>
    public bool End(int line)
    {
        Interlocked.Decrement(ref _lines[line].Count);
        return Volatile.Read(ref _ended) != 0 && IsLast();
    }

    /// <summary>Gives the thing up; true, once, where it must be freed now.</summary>
    public bool GiveUp() => Interlocked.Exchange(ref _ended, 1) == 0 && IsLast();

    private bool IsLast()
    {
        long uses = 0;
        for (int i = 0; i < _lines.Length; i++)
        {
            uses += Volatile.Read(ref _lines[i].Count);
        }
        return uses == 0 && Interlocked.Exchange(ref _freed, 1) == 0;
    }

    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Line
    {
        [FieldOffset(0)]
        public int Count;
    }
}
