namespace Jobico.Queue.Dispatch;

/// <summary>
/// How much of the executors one tenant has: a bound that no number of queues or looping programs gets around. Guarded
/// by the dispatcher's lock; it lives as long as the tenant has a lane.
/// </summary>
internal sealed class TenantShare(int limit)
{
    private int _running;

    /// <summary>The tenant's lanes.</summary>
    public HashSet<QueueLane> Lanes { get; } = [];

    /// <summary>Whether one more may run.</summary>
    public bool HasRoom => _running < limit;

    public void Began() => _running++;

    public void Ended() => _running--;
}
