namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// When leases end. Leases are kept in slots of a tenth of a second, so that taking, extending and ending one costs
/// the same however many there are, and one timer serves all.
/// </summary>
internal sealed class LeaseClock : IDisposable
{
    private const int SlotsPerSecond = 10;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _ticksPerSlot;
    private readonly ITimer _timer;
    // A slot has its entry as long as its number is in _order, and null while it is empty.
    private readonly Dictionary<long, QueuedEvent?> _slots = [];
    private readonly PriorityQueue<long, long> _order = new();
    private long _armedFor = long.MaxValue;

    /// <param name="time">The clock.</param>
    /// <param name="onDue">Called when leases may have ended; must be quick.</param>
    internal LeaseClock(TimeProvider time, Action onDue)
    {
        _time = time;
        _ticksPerSlot = Math.Max(1, time.TimestampFrequency / SlotsPerSecond);
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The moment so long after another.</summary>
    internal long After(long timestamp, TimeSpan duration) =>
        timestamp + (long)Math.Min(duration.TotalSeconds * _time.TimestampFrequency, long.MaxValue / 4);

    /// <summary>Watches a lease until <see cref="QueuedEvent.ExpiresAt"/>; if it is watched already, for the new end.
    /// </summary>
    internal void Watch(QueuedEvent lease)
    {
        lock (_gate)
        {
            Unlink(lease);
            // The end of the slot: a lease never ends early.
            long slot = (lease.ExpiresAt / _ticksPerSlot) + 1;
            if (!_slots.TryGetValue(slot, out QueuedEvent? first))
                _order.Enqueue(slot, slot);
            else if (first is not null)
                first.EarlierInSlot = lease;
            lease.LaterInSlot = first;
            lease.Slot = slot;
            _slots[slot] = lease;
            if (slot < _armedFor)
                Arm();
        }
    }

    /// <summary>Stops watching a lease.</summary>
    internal void Forget(QueuedEvent lease)
    {
        lock (_gate)
        {
            Unlink(lease);
        }
    }

    /// <summary>Takes the leases whose time is over at a moment, up to a number; they are watched no more. Sets the
    /// timer for what is left.</summary>
    internal void TakeDue(long timestamp, int limit, List<QueuedEvent> due)
    {
        lock (_gate)
        {
            long current = timestamp / _ticksPerSlot;
            while (due.Count < limit && _order.TryPeek(out long slot, out _) && slot <= current)
            {
                if (_slots[slot] is { } lease)
                {
                    Unlink(lease);
                    due.Add(lease);
                    continue;
                }
                _slots.Remove(_order.Dequeue());
            }
            Arm();
        }
    }

    /// <summary>Tries again a little later, after a failure.</summary>
    internal void Delay(TimeSpan wait)
    {
        lock (_gate)
        {
            _armedFor = long.MinValue;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arm()
    {
        while (_order.TryPeek(out long empty, out _) && _slots[empty] is null)
        {
            _slots.Remove(_order.Dequeue());
        }
        if (!_order.TryPeek(out long slot, out _))
        {
            _armedFor = long.MaxValue;
            return;
        }
        _armedFor = slot;
        long wait = Math.Max(0, (slot * _ticksPerSlot) - _time.GetTimestamp());
        // Rounded up to a millisecond, which is as fine as timers are.
        double milliseconds = Math.Ceiling(wait * 1000.0 / _time.TimestampFrequency);
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private void Unlink(QueuedEvent lease)
    {
        if (lease.Slot is not { } slot)
            return;
        if (lease.EarlierInSlot is { } earlier)
            earlier.LaterInSlot = lease.LaterInSlot;
        else
            _slots[slot] = lease.LaterInSlot;
        if (lease.LaterInSlot is { } later)
            later.EarlierInSlot = lease.EarlierInSlot;
        lease.EarlierInSlot = lease.LaterInSlot = null;
        lease.Slot = null;
    }
}
