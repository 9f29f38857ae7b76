namespace Goico.Wasm;

/// <summary>How an engine is set up; fixed once it runs.</summary>
public sealed record WasmEngineOptions
{
    /// <summary>The folder for compiled code, made if missing; null (the default) for none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// Bytes of compiled code kept in the folder; beyond it the longest unused go. 4 GiB unless told.
    /// </summary>
    public long MaxCacheBytes { get; init; } = 4L << 30;

    /// <summary>
    /// Told of a cache folder that can't be read or written. Guests are then compiled and run all the same, so
    /// nothing is thrown; null (the default) to stay silent. Called on the thread that loads a guest.
    /// </summary>
    public Action<Exception>? CacheFault { get; init; }

    /// <summary>
    /// Instances alive at once; a run beyond it waits. 256 unless told. Each memory reserves 8 GiB of address space
    /// (not of memory).
    /// </summary>
    public int MaxConcurrentInstances { get; init; } = 256;

    /// <summary>Bytes of linear memory that a pool slot offers, above any run's own limit; 1 GiB unless told.</summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Touched bytes of a slot's memory that are cleared in place and kept for the next instance; what was touched
    /// beyond goes back to the system. 1 MiB unless told.
    /// </summary>
    public int KeepResidentBytes { get; init; } = 1 << 20;

    /// <summary>A module's size in bytes; 64 MiB unless told.</summary>
    public int MaxModuleBytes { get; init; } = 64 << 20;

    /// <summary>
    /// The process that compiles; null (the default) to compile in this one, where a compilation can't be stopped.
    /// </summary>
    public CompilerProcess? Compiler { get; init; }

    /// <summary>How long a compilation in a process apart may take until it is stopped; 60 s unless told.</summary>
    public TimeSpan CompileTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Compilations at once in processes apart; a further one waits. 1 unless told.</summary>
    public int MaxConcurrentCompilations { get; init; } = 1;

    /// <summary>Bytes of stack a guest may use on the caller's thread; 512 KiB unless told.</summary>
    public int MaxStackBytes { get; init; } = 512 << 10;

    /// <summary>How often running guests are checked for time and cancellation; 10 ms unless told.</summary>
    public TimeSpan EpochTick { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether memories come from the engine's own pool, as they do on systems other than Linux.</summary>
    internal bool UseEnginePool { get; init; }

    /// <summary>
    /// Whether the kernel may be asked which pages were touched; without it more of them are cleared.
    /// </summary>
    internal bool ScanPages { get; init; } = true;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxCacheBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentInstances);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMemoryBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxMemoryBytes, 4L << 30);
        ArgumentOutOfRangeException.ThrowIfNegative(KeepResidentBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxModuleBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CompileTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentCompilations);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxStackBytes, 64 << 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(EpochTick, TimeSpan.FromMilliseconds(1));
    }
}
