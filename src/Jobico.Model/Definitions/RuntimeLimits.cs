namespace Jobico.Model.Definitions;

/// <summary>What one run of a program may use.</summary>
public sealed record RuntimeLimits
{
    /// <summary>The limits of a runtime that says nothing.</summary>
    public static readonly RuntimeLimits Default = new();

    /// <summary>Linear memory in bytes. Default 64 MiB.</summary>
    public long MemoryBytes { get; init; } = 64L << 20;

    /// <summary>Wall-clock time. Default 30 seconds.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The result in bytes. Default 1 MiB.</summary>
    public int OutputBytes { get; init; } = 1 << 20;

    /// <summary>All log lines together in bytes; what is beyond is dropped, and the record says so. Default 256 KiB.
    /// </summary>
    public int LogBytes { get; init; } = 256 << 10;

    /// <summary>Instructions, roughly, that the program may execute; null (the default) counts none.</summary>
    public long? Fuel { get; init; }

    /// <summary>Requests to the host: HTTP requests, uses of the key/value store, events published. Default 1,000.
    /// </summary>
    public int HostCalls { get; init; } = 1_000;
}
