using Jobico.Model.Events;

namespace Jobico.Queue.Dispatch;

/// <summary>
/// One queue with work: what is leased ahead of the executors, and how much of it runs. Guarded by the dispatcher's
/// lock; it lives only while there is something to know.
/// </summary>
internal sealed class QueueLane(QueueKey key, TenantShare share)
{
    /// <summary>How strongly the newest run weighs in the average.</summary>
    private const double Weight = 0.2;

    private readonly Queue<LeasedEvent> _prefetched = new();
    private double _averageRunMicroseconds = 1_000;

    public QueueKey Key { get; } = key;

    public TenantShare Share { get; } = share;

    /// <summary>How many may run at once, by the definition that was live when last asked.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>How many run.</summary>
    public int Running { get; private set; }

    /// <summary>Whether the store may have more to lease.</summary>
    public bool MayHaveMore { get; set; }

    /// <summary>
    /// How often the store said that there may be more. A lease that came back short says "no more" only as of
    /// the count that it began with: a notice that overtook it must not be forgotten.
    /// </summary>
    public long Notices { get; set; }

    /// <summary>Whether a lease is being asked for.</summary>
    public bool Refilling { get; set; }

    /// <summary>Whether it stands in the ring of lanes that have something to hand out.</summary>
    public bool InRing { get; set; }

    public bool CanHandOut => _prefetched.Count > 0 && Running < Concurrency && Share.HasRoom;

    public bool IsIdle => _prefetched.Count == 0 && Running == 0 && !MayHaveMore && !Refilling;

    public int PrefetchedCount => _prefetched.Count;

    public void Add(LeasedEvent lease) => _prefetched.Enqueue(lease);

    public LeasedEvent HandOut()
    {
        Running++;
        Share.Began();
        return _prefetched.Dequeue();
    }

    public void Ended(TimeSpan? duration)
    {
        Running--;
        Share.Ended();
        if (duration is { } ran)
        {
            _averageRunMicroseconds += Weight * (ran.TotalMicroseconds - _averageRunMicroseconds);
        }
    }

    public void Forget(LeasedEvent lease)
    {
        for (int left = _prefetched.Count; left > 0; left--)
        {
            LeasedEvent candidate = _prefetched.Dequeue();
            if (candidate.Token != lease.Token) _prefetched.Enqueue(candidate);
        }
    }

    public IReadOnlyList<LeasedEvent> TakeAllPrefetched()
    {
        LeasedEvent[] all = [.. _prefetched];
        _prefetched.Clear();
        return all;
    }

    public IEnumerable<LeasedEvent> Prefetched => _prefetched;

    /// <summary>How many to have leased ahead: so much work, within bounds.</summary>
    public int PrefetchTarget(QueueOptions options) =>
        (int)Math.Clamp(
            options.PrefetchTime.TotalMicroseconds * Environment.ProcessorCount / Math.Max(1, _averageRunMicroseconds),
            Math.Min(Concurrency, options.MaxPrefetch),
            options.MaxPrefetch);
}
