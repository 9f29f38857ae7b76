using System.Diagnostics.CodeAnalysis;
using Jobico.Model;
using Jobico.Model.Events;

namespace Jobico.Queue.Dispatch;

/// <summary>
/// The queues with work, and the ring of those that have something to hand out and may run it: each gives one event a
/// turn. Guarded by the dispatcher's lock.
/// </summary>
internal sealed class QueueLanes(int maxRunningPerTenant)
{
    private readonly Dictionary<QueueKey, QueueLane> _lanes = [];
    private readonly Dictionary<TenantId, TenantShare> _shares = [];
    private readonly Queue<QueueLane> _ring = new();

    public IReadOnlyCollection<QueueLane> All => _lanes.Values;

    public bool TryFind(QueueKey key, [NotNullWhen(true)] out QueueLane? lane) => _lanes.TryGetValue(key, out lane);

    public QueueLane Of(QueueKey key)
    {
        if (_lanes.TryGetValue(key, out QueueLane? lane)) return lane;
        if (!_shares.TryGetValue(key.Tenant, out TenantShare? share))
        {
            share = new TenantShare(maxRunningPerTenant);
            _shares.Add(key.Tenant, share);
        }
        lane = new QueueLane(key, share);
        share.Lanes.Add(lane);
        _lanes.Add(key, lane);
        return lane;
    }

    public void Forget(QueueLane lane)
    {
        _lanes.Remove(lane.Key);
        lane.Share.Lanes.Remove(lane);
        if (lane.Share.Lanes.Count == 0) _shares.Remove(lane.Key.Tenant);
    }

    public void EnterRing(QueueLane lane)
    {
        if (lane.InRing || !lane.CanHandOut) return;
        lane.InRing = true;
        _ring.Enqueue(lane);
    }

    /// <summary>Whose turn it is; it has left the ring.</summary>
    public bool TryNext([NotNullWhen(true)] out QueueLane? lane)
    {
        while (_ring.TryDequeue(out lane))
        {
            lane.InRing = false;
            if (lane.CanHandOut) return true;
        }
        return false;
    }
}
