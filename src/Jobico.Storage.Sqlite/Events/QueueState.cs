using System.Diagnostics;
using Jobico.Model.Events;
using Jobico.Storage.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// What memory knows of a queue: its counts, its leases, and the first of its ready events. Those are without a gap
/// from the queue's head; what comes after them is only on disk until it is read by pages. While nothing is only on
/// disk, a committed event comes here directly and is never read back.
/// </summary>
internal sealed class QueueState : IPersisted
{
    private const int MaxBuffered = 4096;

    private readonly Lock _gate = new();
    private readonly ReadyMemory _memory;
    private readonly ReadyNotices _notices;
    private Queue<QueuedEvent>? _buffer;
    private PriorityQueue<QueuedEvent, long>? _returned;
    private Dictionary<ulong, QueuedEvent>? _leases;
    private QueueCounts _counts;
    private Task? _refill;
    // Ready events up to this place are, or were, in memory; the ones after it are only on disk.
    private long _read;
    // The last place given in this queue, as far as committed.
    private long _last;
    private bool _hungry = true;
    private bool _noticed;

    internal QueueState(
        long id, QueueKey key, QueueCounts counts, long lastNumber, ReadyMemory memory, ReadyNotices notices)
    {
        Id = id;
        Key = key;
        _counts = Pending = counts;
        _last = counts.Ready > 0 ? lastNumber : 0;
        _memory = memory;
        _notices = notices;
    }

    internal long Id { get; }

    internal QueueKey Key { get; }

    public bool IsPersisted { get; set; }

    /// <summary>The counts as the running transaction has them; only the writer's thread uses them.</summary>
    internal QueueCounts Pending { get; set; }

    private bool IsOnDiskOnly => _read < _last;

    private int InMemory => (_buffer?.Count ?? 0) + (_returned?.Count ?? 0);

    /// <summary>Makes the counts of the transaction what they were before it.</summary>
    internal void TakeBackPending()
    {
        lock (_gate)
        {
            Pending = _counts;
        }
    }

    internal QueueDepth Depth()
    {
        lock (_gate)
        {
            int leased = _leases?.Count ?? 0;
            return new QueueDepth(_counts.Ready - leased, leased, _counts.Waiting, _counts.Dead);
        }
    }

    /// <summary>Committed events, just accepted or ready at once again, are ready at the end of the queue.</summary>
    /// <param name="events">The events; more than <paramref name="count"/> may be there.</param>
    /// <param name="first">The first that counts.</param>
    /// <param name="count">How many.</param>
    /// <param name="change">What it does to the counts.</param>
    internal void Append(IReadOnlyList<QueuedEvent> events, int first, int count, QueueCounts change)
    {
        lock (_gate)
        {
            _counts += change;
            for (int i = first; i < first + count; i++)
            {
                QueuedEvent e = events[i];
                bool direct = !IsOnDiskOnly
                    && (_buffer?.Count ?? 0) < MaxBuffered
                    && _memory.TryTake(e.MemoryBytes);
                _last = e.Place;
                if (direct)
                {
                    (_buffer ??= new Queue<QueuedEvent>()).Enqueue(e);
                    _read = e.Place;
                }
            }
            Notify();
        }
    }

    /// <summary>Events whose data are not at hand are ready at the end of the queue.</summary>
    internal void AppendOnDisk(long place, QueueCounts change)
    {
        lock (_gate)
        {
            _counts += change;
            _last = place;
            Notify();
        }
    }

    /// <summary>Counts what left or joined the queue without being ready.</summary>
    internal void Count(QueueCounts change)
    {
        lock (_gate)
        {
            _counts += change;
        }
    }

    /// <summary>Leases what is in memory, up to a number.</summary>
    /// <returns>True when that is all there is at this moment; false when more has to be read first.</returns>
    internal bool TryLease(int max, in LeaseTerms terms, List<LeasedEvent> into)
    {
        lock (_gate)
        {
            while (into.Count < max && TryPop() is { } e)
            {
                into.Add(Lease(e, terms));
            }
            if (into.Count == max)
                return true;
            if (IsOnDiskOnly)
                return false;
            _hungry = true;
            return true;
        }
    }

    /// <summary>Whether a page should be read ahead, because little is left in memory and more is on disk.</summary>
    internal bool IsLow(int lowWater)
    {
        lock (_gate)
        {
            return IsOnDiskOnly && InMemory < lowWater && _refill is null or { IsCompleted: true };
        }
    }

    /// <summary>Joins the refill that runs, or starts one.</summary>
    internal Task Refill(Func<QueueState, long, long, Task> start)
    {
        lock (_gate)
        {
            if (_refill is { IsCompleted: false })
                return _refill;
            return _refill = IsOnDiskOnly ? start(this, _read, _last) : Task.CompletedTask;
        }
    }

    /// <summary>Takes a page of what was only on disk.</summary>
    /// <param name="page">The events in order.</param>
    /// <param name="readTo">Everything up to this place has been read.</param>
    internal void AddPage(List<QueuedEvent> page, long readTo)
    {
        lock (_gate)
        {
            _buffer ??= new Queue<QueuedEvent>();
            foreach (QueuedEvent e in page)
            {
                _memory.Take(e.MemoryBytes);
                _buffer.Enqueue(e);
            }
            _read = Math.Max(_read, readTo);
        }
    }

    /// <summary>The event under a lease that stands; null when it does not.</summary>
    internal QueuedEvent? FindHeld(ulong lease, long timestamp)
    {
        lock (_gate)
        {
            return Held(lease, timestamp);
        }
    }

    /// <summary>Begins to complete; false when the lease does not stand.</summary>
    internal bool TryBeginCompletion(ulong lease, long timestamp)
    {
        lock (_gate)
        {
            if (Held(lease, timestamp) is not { } e)
                return false;
            e.Phase = LeasePhase.Completing;
            return true;
        }
    }

    /// <summary>Takes back <see cref="TryBeginCompletion"/>.</summary>
    internal void AbandonCompletion(QueuedEvent e, LeaseClock clock)
    {
        lock (_gate)
        {
            e.Phase = LeasePhase.Held;
            clock.Watch(e);
        }
    }

    /// <summary>The completion is committed: the event has left the queue, or is at its end again.</summary>
    internal void EndCompletion(QueuedEvent e, QueueCounts change, LeaseClock clock)
    {
        lock (_gate)
        {
            clock.Forget(e);
            EndLease(e);
            _counts += change;
        }
    }

    /// <summary>Prolongs a lease; false when it does not stand.</summary>
    internal bool TryExtend(ulong lease, long timestamp, long expiresAt, LeaseClock clock)
    {
        lock (_gate)
        {
            if (Held(lease, timestamp) is not { } e)
                return false;
            e.ExpiresAt = expiresAt;
            clock.Watch(e);
            return true;
        }
    }

    /// <summary>Gives an event back unrun, if the lease stands.</summary>
    internal void Release(ulong lease, long timestamp, LeaseClock clock)
    {
        lock (_gate)
        {
            if (Held(lease, timestamp) is not { } e)
                return;
            clock.Forget(e);
            EndLease(e);
            Return(e);
        }
    }

    /// <summary>Begins to end a lease whose time is over; false when it was completed or extended meanwhile.</summary>
    internal bool TryBeginExpiry(QueuedEvent e, long timestamp)
    {
        lock (_gate)
        {
            if (e.Phase == LeasePhase.Held && e.ExpiresAt <= timestamp)
                e.Phase = LeasePhase.Expiring;
            return e.Phase == LeasePhase.Expiring;
        }
    }

    /// <summary>The attempt is counted on disk: the event is ready again at its place.</summary>
    internal void EndExpiry(QueuedEvent e)
    {
        lock (_gate)
        {
            EndLease(e);
            e.Attempts++;
            Return(e);
        }
    }

    /// <summary>The count could not be written: the lease stays lost, and the event is looked at again.</summary>
    internal void PutOffExpiry(QueuedEvent e, TimeSpan wait, LeaseClock clock)
    {
        lock (_gate)
        {
            e.ExpiresAt = clock.After(e.ExpiresAt, wait);
            clock.Watch(e);
        }
    }

    /// <summary>Begins a watch: true when events may be ready now, else the next one gives a notice.</summary>
    internal bool BeginWatch()
    {
        lock (_gate)
        {
            bool any = InMemory > 0 || IsOnDiskOnly;
            _noticed = any;
            _hungry = !any;
            return any;
        }
    }

    /// <summary>The notice has been taken; the next one may come. False when a new watch has taken it over.</summary>
    internal bool TakeNotice()
    {
        lock (_gate)
        {
            bool noticed = _noticed;
            _noticed = false;
            return noticed;
        }
    }

    private void Notify()
    {
        if (!_hungry || (InMemory == 0 && !IsOnDiskOnly))
            return;
        _hungry = false;
        if (_noticed)
            return;
        _noticed = true;
        _notices.Add(this);
    }

    private QueuedEvent? TryPop()
    {
        // A leased event's place is before that of any in the buffer, so what comes back goes first.
        if (_returned is not null && _returned.TryDequeue(out QueuedEvent? e, out _))
            return e;
        if (_buffer is null || !_buffer.TryDequeue(out e))
            return null;
        _memory.GiveBack(e.MemoryBytes);
        return e;
    }

    private LeasedEvent Lease(QueuedEvent e, in LeaseTerms terms)
    {
        Debug.Assert(e.Phase == LeasePhase.None, "An event is leased once at a time.");
        LeaseToken token = terms.Tokens.Next(out ulong number);
        e.Phase = LeasePhase.Held;
        e.Lease = number;
        e.ExpiresAt = terms.ExpiresAt;
        e.LeasedAt = terms.LeasedAt;
        (_leases ??= []).Add(number, e);
        terms.Clock.Watch(e);
        return new LeasedEvent
        {
            Id = e.Id,
            Route = e.Route.Route,
            Attempt = e.Attempts + 1,
            Data = e.Data,
            Parent = e.Parent,
            Depth = e.Depth,
            AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(e.AcceptedAtMilliseconds),
            LeasedAt = e.LeasedAt,
            Token = token,
        };
    }

    private QueuedEvent? Held(ulong lease, long timestamp) =>
        _leases is not null
        && _leases.TryGetValue(lease, out QueuedEvent? e)
        && e.Phase == LeasePhase.Held
        && timestamp < e.ExpiresAt
            ? e
            : null;

    private void EndLease(QueuedEvent e)
    {
        _leases!.Remove(e.Lease);
        e.Phase = LeasePhase.None;
        e.Lease = 0;
    }

    private void Return(QueuedEvent e)
    {
        (_returned ??= new PriorityQueue<QueuedEvent, long>()).Enqueue(e, e.Place);
        Notify();
    }
}
