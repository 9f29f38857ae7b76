using Jobico.Catalog;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Queue.Completions;
using Jobico.Storage;
using Jobico.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Jobico.Queue.Dispatch;

/// <summary>
/// Leases ahead of the executors and hands out turn by turn: a ring of the queues that have something to hand out and
/// may run it, each giving one event a turn. The cost of a turn does not depend on how many queues there are.
/// </summary>
internal sealed partial class Dispatcher : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly IEventStore _events;
    private readonly LiveCatalog _catalog;
    private readonly LeaseKeeper _leases;
    private readonly Committer _committer;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();

    private readonly Lock _gate = new();
    private readonly HashSet<QueueKey> _outside = [];
    private readonly QueueLanes _lanes;
    private readonly Queue<RefillRequest> _wanted = new();
    private readonly LinkedList<TaskCompletionSource<DeliveredEvent>> _waiting = new();
    private Task _watching = Task.CompletedTask;
    private int _refills;
    private TaskCompletionSource? _refillsEnded;

    public Dispatcher(
        IEventStore events,
        LiveCatalog catalog,
        LeaseKeeper leases,
        Committer committer,
        QueueOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _events = events;
        _catalog = catalog;
        _leases = leases;
        _committer = committer;
        _options = options;
        _lanes = new QueueLanes(options.MaxRunningPerTenant);
        _time = time;
        _logger = logger;
    }

    public void Start()
    {
        _leases.Lost += ForgetLost;
        _catalog.Changed += TakeUpQueuesOf;
        _watching = Task.Run(() => WatchAsync(_stop.Token), CancellationToken.None);
    }

    public ValueTask<DeliveredEvent> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            LeasedEvent lease;
            lock (_gate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!TryHandOut(out lease!)) return new ValueTask<DeliveredEvent>(WaitAsync(cancellationToken));
            }
            Advance();
            if (Bind(lease) is { } delivered) return new ValueTask<DeliveredEvent>(delivered);
        }
    }

    /// <summary>A run of this queue ended; null when the event was given back unrun.</summary>
    public void Ended(QueueKey key, TimeSpan? duration)
    {
        lock (_gate)
        {
            if (!_lanes.TryFind(key, out QueueLane? lane)) return;
            End(lane, duration);
        }
        Advance();
    }

    /// <summary>Stops leasing and handing out; returns what was leased ahead.</summary>
    public async Task<IReadOnlyList<LeasedEvent>> StopAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _leases.Lost -= ForgetLost;
        _catalog.Changed -= TakeUpQueuesOf;
        Task refillsEnded;
        lock (_gate)
        {
            _refillsEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_refills == 0) _refillsEnded.TrySetResult();
            refillsEnded = _refillsEnded.Task;
        }
        await refillsEnded;
        lock (_gate)
        {
            return [.. _lanes.All.SelectMany(lane => lane.TakeAllPrefetched())];
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await foreach (QueueKey key in _events.WatchReadyAsync(stop)) TakeUp(key);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException fault)
            {
                WatchBroke(fault);
                await Task.Delay(RetryDelay, _time, CancellationToken.None);
            }
        }
    }

    private void TakeUp(QueueKey key)
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested) return;
            QueueBinding? binding = _catalog.Find(key.Tenant)?.FindQueue(key.Queue);
            if (binding is { HasRuntime: false })
            {
                // Its events wait for an outside consumer.
                _outside.Add(key);
                return;
            }
            QueueLane lane = _lanes.Of(key);
            lane.Concurrency = binding?.Definition.Concurrency ?? 1;
            lane.MayHaveMore = true;
            lane.Notices++;
            Settle(lane);
        }
        Advance();
    }

    /// <summary>After a deploy: other concurrency, or a queue that programs process from now on.</summary>
    private void TakeUpQueuesOf(TenantCatalog catalog)
    {
        List<QueueKey> nowInside = [];
        lock (_gate)
        {
            foreach (QueueLane lane in _lanes.All.Where(lane => lane.Key.Tenant == catalog.Tenant))
            {
                lane.Concurrency = catalog.FindQueue(lane.Key.Queue)?.Definition.Concurrency ?? 1;
                _lanes.EnterRing(lane);
            }
            nowInside.AddRange(_outside.Where(key =>
                key.Tenant == catalog.Tenant && catalog.FindQueue(key.Queue) is not { HasRuntime: false }));
            _outside.ExceptWith(nowInside);
        }
        foreach (QueueKey key in nowInside) TakeUp(key);
        Advance();
    }

    /// <summary>A run of a lane ended: what its tenant's other lanes were refused for want of room may be due now.
    /// </summary>
    private void End(QueueLane lane, TimeSpan? duration)
    {
        bool wasFull = !lane.Share.HasRoom;
        lane.Ended(duration);
        if (wasFull)
        {
            foreach (QueueLane other in lane.Share.Lanes) _lanes.EnterRing(other);
        }
        Settle(lane);
    }

    private bool TryHandOut(out LeasedEvent? lease)
    {
        if (!_lanes.TryNext(out QueueLane? lane))
        {
            lease = null;
            return false;
        }
        lease = lane.HandOut();
        Settle(lane);
        return true;
    }

    /// <summary>Puts a lane where its state says: into the ring, to be refilled, or out of mind.</summary>
    private void Settle(QueueLane lane)
    {
        _lanes.EnterRing(lane);
        if (lane.MayHaveMore && !lane.Refilling && !_stop.IsCancellationRequested)
        {
            int target = lane.PrefetchTarget(_options);
            if (lane.PrefetchedCount <= target / 2) BeginRefill(lane, target - lane.PrefetchedCount);
        }
        if (lane.IsIdle) _lanes.Forget(lane);
    }

    private void BeginRefill(QueueLane lane, int count)
    {
        lane.Refilling = true;
        _refills++;
        _wanted.Enqueue(new RefillRequest(lane, Math.Max(1, count), lane.Notices));
    }

    /// <summary>
    /// Moves on what can move: hands out to who waits, leases what lanes want. It is called outside the lock, on
    /// whatever
    /// thread made something movable: as a rule the engine has the events in memory and answers at once, so that
    /// nothing changes threads.
    /// </summary>
    private void Advance()
    {
        do HandToWaiting();
        while (TryRefill());
    }

    private bool TryRefill()
    {
        RefillRequest request;
        lock (_gate)
        {
            if (!_wanted.TryDequeue(out request)) return false;
        }
        ValueTask<IReadOnlyList<LeasedEvent>> leasing =
            _events.LeaseAsync(request.Lane.Key, request.Count, _options.LeaseDuration, CancellationToken.None);
        if (leasing.IsCompletedSuccessfully) EndRefill(request, leasing.Result, failed: false);
        else _ = RefillLaterAsync(request, leasing);
        return true;
    }

    private async Task RefillLaterAsync(RefillRequest request, ValueTask<IReadOnlyList<LeasedEvent>> leasing)
    {
        IReadOnlyList<LeasedEvent> leases = [];
        bool failed = false;
        try
        {
            leases = await leasing;
        }
        catch (StorageException fault)
        {
            failed = true;
            LeaseFailed(request.Lane.Key, fault);
            await Task.Delay(RetryDelay, _time, CancellationToken.None);
        }
        EndRefill(request, leases, failed);
        Advance();
    }

    private void EndRefill(RefillRequest request, IReadOnlyList<LeasedEvent> leases, bool failed)
    {
        QueueLane lane = request.Lane;
        lock (_gate)
        {
            foreach (LeasedEvent lease in leases)
            {
                _leases.Hold(lease);
                lane.Add(lease);
            }
            lane.Refilling = false;
            lane.MayHaveMore = failed || leases.Count == request.Count || lane.Notices != request.Notices;
            Settle(lane);
            if (--_refills == 0 && _stop.IsCancellationRequested) _refillsEnded?.TrySetResult();
        }
    }

    private async Task<DeliveredEvent> WaitAsync(CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<DeliveredEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource<DeliveredEvent>> node;
        lock (_gate) node = _waiting.AddLast(waiter);
        // Something may have come between the look and the wait.
        Advance();
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (node.List is null) return;
                _waiting.Remove(node);
            }
            waiter.TrySetCanceled(cancellationToken);
        });
        return await waiter.Task;
    }

    private void HandToWaiting()
    {
        while (true)
        {
            TaskCompletionSource<DeliveredEvent> waiter;
            DeliveredEvent? delivered;
            lock (_gate)
            {
                if (_waiting.First is not { } first || !TryHandOut(out LeasedEvent? lease)) return;
                delivered = BindOrEnd(lease!);
                if (delivered is null) continue;
                waiter = first.Value;
                _waiting.Remove(first);
            }
            waiter.SetResult(delivered);
        }
    }

    private DeliveredEvent? Bind(LeasedEvent lease)
    {
        lock (_gate) return BindOrEnd(lease);
    }

    /// <summary>Finds what runs the event; where nothing does, ends it as a dead letter and returns null.</summary>
    private DeliveredEvent? BindOrEnd(LeasedEvent lease)
    {
        EventBinding? binding = _catalog.FindEvent(lease.Route.Tenant, lease.Route.Event);
        if (binding is { Runtime: not null }) return new DeliveredEvent(lease, binding);
        string fault = binding is null
            ? $"No live job of tenant '{lease.Route.Tenant}' defines event '{lease.Route.Event}' any more: "
                + "deploy one that does before the next is posted."
            : $"Event '{lease.Route.Event}' has no runtime any more, but waited in a queue that programs process.";
        var attempt = new Attempt
        {
            Outcome = ExecutionOutcome.Unrunnable,
            Fault = fault,
            StartedAt = _time.GetUtcNow(),
            Duration = TimeSpan.Zero,
        };
        if (_lanes.TryFind(lease.Route.QueueKey, out QueueLane? lane))
        {
            End(lane, null);
        }
        _ = _committer.CommitAsync(lease, binding, attempt).AsTask();
        return null;
    }

    private void ForgetLost(LeasedEvent lease)
    {
        lock (_gate)
        {
            if (!_lanes.TryFind(lease.Route.QueueKey, out QueueLane? lane)) return;
            lane.Forget(lease);
            Settle(lane);
        }
        Advance();
    }

    /// <summary>A lane that wants more.</summary>
    /// <param name="Lane">The lane.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Notices">How many notices it had had when it asked.</param>
    private readonly record struct RefillRequest(QueueLane Lane, int Count, long Notices);

    [LoggerMessage(1, LogLevel.Warning, "Watching the queues failed and is taken up again.")]
    private partial void WatchBroke(Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Leasing from queue {Queue} failed and is tried again.")]
    private partial void LeaseFailed(QueueKey queue, Exception fault);
}
