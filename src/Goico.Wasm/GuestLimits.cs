namespace Goico.Wasm;

/// <summary>What one run may use. Every limit is enforced; none can be switched off.</summary>
public sealed record GuestLimits
{
    /// <summary>The limits that a run gets where nothing else is said.</summary>
    public static GuestLimits Default { get; } = new();

    /// <summary>
    /// Linear memory in bytes; 64 MiB unless told. What a pool slot offers
    /// (<see cref="WasmEngineOptions.MaxMemoryBytes"/>) bounds it too.
    /// </summary>
    public long MemoryBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Wall-clock time from the start of the run; 30 s unless told. A guest is stopped within one tick of the
    /// engine's epoch (<see cref="WasmEngineOptions.EpochTick"/>) after it.
    /// </summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The result's size in bytes; 1 MiB unless told.</summary>
    public int OutputBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Log bytes kept; 256 KiB unless told. Each line counts its text and 16 bytes more, so that empty lines end
    /// too. What exceeds it is dropped, never a fault.
    /// </summary>
    public int LogBytes { get; init; } = 256 << 10;

    /// <summary>Elements a table may grow to; 100,000 unless told.</summary>
    public int TableElements { get; init; } = 100_000;

    /// <summary>
    /// Instructions, roughly, that the guest may execute; null (the default) counts none. The same input with the same
    /// answers uses the same fuel, on any machine.
    /// </summary>
    public long? Fuel { get; init; }

    /// <summary>Requests to the host (<see cref="Capabilities.IGuestHost"/>); 1,000 unless told.</summary>
    public int HostCalls { get; init; } = 1_000;

    /// <summary>Throws where a limit is not positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is zero or negative (logs may be zero).</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MemoryBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(OutputBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(LogBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(TableElements);
        ArgumentOutOfRangeException.ThrowIfNegative(HostCalls);
        if (Fuel is { } fuel) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fuel, nameof(Fuel));
    }
}
