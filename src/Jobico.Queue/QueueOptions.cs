namespace Jobico.Queue;

/// <summary>How events are handed out.</summary>
public sealed record QueueOptions
{
    /// <summary>
    /// How long a lease lasts without a heartbeat. Held leases are extended three times as often, so it only bounds how
    /// long the events of a dead executor wait. Default one minute.
    /// </summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many events of one queue are leased ahead of the executors at the most. Default 512.</summary>
    public int MaxPrefetch { get; init; } = 512;

    /// <summary>
    /// How much run time is leased ahead for one queue: short events are leased in large batches, long ones few at a
    /// time. Default 20 ms.
    /// </summary>
    public TimeSpan PrefetchTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many reports may wait for their commit before executors are held back. Default 4,096.</summary>
    public int MaxUncommitted { get; init; } = 4_096;

    /// <summary>
    /// How many events of one tenant run at once at the most, over all its queues: what is beyond it belongs to the
    /// other
    /// tenants, however many programs of this one loop. Default 32.
    /// </summary>
    public int MaxRunningPerTenant { get; init; } = 32;

    /// <summary>How many results long a chain may be. Default 64.</summary>
    public int MaxChainDepth { get; init; } = 64;
}
