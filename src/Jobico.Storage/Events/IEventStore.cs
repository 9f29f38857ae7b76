using Jobico.Model;
using Jobico.Model.Events;

namespace Jobico.Storage.Events;

/// <summary>
/// Events from acceptance to their end. An accepted event is, at any time, exactly one of: ready, leased, waiting for
/// a retry, dead, done. Nothing here decides policy: when to retry, what is next, who may run are the caller's.
/// </summary>
public interface IEventStore
{
    /// <summary>
    /// Accepts events of one route, all or none, in the order given. When the result is
    /// <see cref="EnqueueResult.Accepted"/> they are durable: they survive kill -9 and power loss.
    /// </summary>
    /// <param name="route">Where they go; the same instance for the same definition makes it fast.</param>
    /// <param name="data">Each event's data, one JSON document in UTF-8. Not retained after the call ends.</param>
    /// <param name="maxBacklog">The most unfinished events (ready, leased, waiting) that the queue may hold after it.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; whether the events were accepted is then unknown.</param>
    /// <exception cref="StorageException">Nothing was accepted (<see cref="StorageUnavailableException"/>: unknown).
    /// </exception>
    ValueTask<EnqueueResult> EnqueueAsync(
        EventRoute route,
        IReadOnlyList<ReadOnlyMemory<byte>> data,
        long maxBacklog,
        CancellationToken cancellationToken);

    /// <summary>
    /// Tells which queues may have ready events: first each queue that has some now, then each queue again
    /// whenever it may have become non-empty since a <see cref="LeaseAsync"/> returned fewer events than asked for
    /// (an event accepted, a retry due, a lease expired or released, a redrive). Notices are coalesced: a reader that
    /// is slow gets
    /// each queue once. One reader at a time.
    /// </summary>
    IAsyncEnumerable<QueueKey> WatchReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Leases ready events of one queue in the order accepted; a retried one takes the place its due time gives it.
    /// Does not wait: an empty list means that none is ready now.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="max">How many at the most, at least 1.</param>
    /// <param name="duration">How long the leases last unless extended; afterwards the events are ready again, with
    /// the attempt counted.</param>
    /// <param name="cancellationToken">Gives up; nothing stays leased.</param>
    ValueTask<IReadOnlyList<LeasedEvent>> LeaseAsync(
        QueueKey queue, int max, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease to <paramref name="duration"/> from now. False when the lease was lost.</summary>
    ValueTask<bool> ExtendAsync(LeasedEvent lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>
    /// Gives leased events back unrun: they are ready again at their place, and the attempt does not count. Lost leases
    /// are passed over.
    /// </summary>
    ValueTask ReleaseAsync(IReadOnlyList<LeasedEvent> leases, CancellationToken cancellationToken);

    /// <summary>
    /// The atomic step: the event's disposition, the attempt's record and the next events take effect
    /// together or not at all, and at most once for each attempt. Durable when it returns.
    /// </summary>
    /// <exception cref="StorageException">Nothing took effect, and the lease still stands while it lasts
    /// (<see cref="StorageUnavailableException"/>: unknown, and repeating the call is safe).</exception>
    ValueTask<CompletionResult> CompleteAsync(Completion completion, CancellationToken cancellationToken);

    /// <summary>What a queue holds now.</summary>
    ValueTask<QueueDepth> GetDepthAsync(QueueKey queue, CancellationToken cancellationToken);

    /// <summary>Dead letters of a tenant, oldest event first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="queue">Only of this queue; null for all.</param>
    /// <param name="after">Only events after this one; null from the beginning.</param>
    /// <param name="limit">How many at the most, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(
        TenantId tenant, string? queue, EventId? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a dead letter ready again at the end of its queue: same id, attempts counted on from where they were.
    /// False when the tenant has no such dead letter.
    /// </summary>
    ValueTask<bool> RedriveAsync(TenantId tenant, EventId id, CancellationToken cancellationToken);

    /// <summary>Ends a dead letter for good; its records stay. False when the tenant has no such dead letter.</summary>
    ValueTask<bool> DropAsync(TenantId tenant, EventId id, CancellationToken cancellationToken);
}
