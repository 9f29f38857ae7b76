namespace Goico.Wasm.Memories;

/// <summary>
/// How much linear memory one run has and may have. The pool asks it before it grants anything, so that a growth that
/// was refused is known and needs no guessing.
/// </summary>
internal sealed class RunMemory
{
    [ThreadStatic]
    private static RunMemory? current;

    /// <summary>That of the run on this thread; null where none is.</summary>
    public static RunMemory? Current
    {
        get => current;
        set => current = value;
    }

    /// <summary>A clean slot that waits for the run's next memory; 0 where there is none.</summary>
    public nint Spare { get; set; }

    /// <summary>Bytes it may have.</summary>
    public long LimitBytes { get; private set; }

    /// <summary>Bytes it has; memories never shrink, so this is the most it had, too.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes that it would have had with what it was refused last; 0 where nothing was refused.</summary>
    public long RefusedBytes { get; private set; }

    public void Begin(long limitBytes)
    {
        LimitBytes = limitBytes;
        Bytes = 0;
        RefusedBytes = 0;
    }

    public bool TryTake(long more)
    {
        if (more > LimitBytes - Bytes)
        {
            RefusedBytes = Bytes + more;
            return false;
        }
        Bytes += more;
        return true;
    }
}
