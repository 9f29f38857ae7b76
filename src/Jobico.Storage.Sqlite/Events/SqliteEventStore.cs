using System.Runtime.CompilerServices;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Storage.Events;
using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Executions;
using Jobico.Storage.Sqlite.Writing;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// Events: what must be durable goes to the writer, leases are taken from memory on the caller's own thread. An event
/// that becomes ready again (retried when it is due, or redriven) goes to the end of its queue at that moment; one that
/// was released or whose lease expired keeps its place.
/// </summary>
internal sealed class SqliteEventStore(
    Writer writer, EngineState state, ReaderPool readers, EventIds ids, TimeProvider time, int maxResultBytes)
    : IEventStore
{
    /// <summary>With fewer events than this in memory, the next page is read ahead.</summary>
    private const int LowWater = 128;

    private readonly ReadyReader _ready = new(readers, state.Routes, ids);
    private readonly DeadLetterReader _deadLetters = new(readers, state.Routes, ids);

    public ValueTask<EnqueueResult> EnqueueAsync(
        EventRoute route,
        IReadOnlyList<ReadOnlyMemory<byte>> data,
        long maxBacklog,
        CancellationToken cancellationToken)
    {
        var operation = new EnqueueOperation(state.Routes.Resolve(route), data, maxBacklog, cancellationToken);
        return writer.SubmitAsync(operation, cancellationToken);
    }

    public async IAsyncEnumerable<QueueKey> WatchReadyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (state.Routes.Notices.Reader.TryRead(out _))
        {
            // Meant for an earlier reader: all queues are looked at anew.
        }
        foreach (QueueState queue in state.Routes.Queues)
        {
            if (queue.BeginWatch())
                state.Routes.Notices.Add(queue);
        }
        while (await NextNotice(cancellationToken) is { } queue)
        {
            if (queue.TakeNotice())
                yield return queue.Key;
        }
        throw StorageFaults.Closed();
    }

    public async ValueTask<IReadOnlyList<LeasedEvent>> LeaseAsync(
        QueueKey queue, int max, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        if (state.Routes.FindQueue(queue) is not { } known)
            return [];
        var leased = new List<LeasedEvent>();
        var terms = new LeaseTerms(
            state.Tokens, state.LeaseClock, time.GetUtcNow(),
            state.LeaseClock.After(time.GetTimestamp(), duration));
        while (!known.TryLease(max, terms, leased))
        {
            try
            {
                await known.Refill(_ready.RefillAsync).WaitAsync(cancellationToken);
            }
            catch (Exception)
            {
                Release(known, leased);
                throw;
            }
        }
        if (known.IsLow(LowWater))
        {
            // A failure is met again, and reported, by the lease that needs the page.
            _ = known.Refill(_ready.RefillAsync).ContinueWith(
                static refill => refill.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        return leased;
    }

    public ValueTask<bool> ExtendAsync(LeasedEvent lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        long now = time.GetTimestamp();
        return new ValueTask<bool>(
            TryFind(lease, out ulong number) is { } queue
            && queue.TryExtend(number, now, state.LeaseClock.After(now, duration), state.LeaseClock));
    }

    public ValueTask ReleaseAsync(IReadOnlyList<LeasedEvent> leases, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        foreach (LeasedEvent lease in leases)
        {
            if (TryFind(lease, out ulong number) is { } queue)
                queue.Release(number, time.GetTimestamp(), state.LeaseClock);
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask<CompletionResult> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        if (TryFind(completion.Lease, out ulong number) is not { } queue)
            return new ValueTask<CompletionResult>(CompletionResult.LeaseLost.Instance);
        QueuedEvent? leased = queue.FindHeld(number, time.GetTimestamp());
        RecordBytes? record = leased is null
            ? null
            : RecordBytes.Of(leased, completion, state.Routes, maxResultBytes);
        var operation = new CompleteOperation(state, number, leased, completion, record, cancellationToken);
        return writer.SubmitAsync(operation, cancellationToken);
    }

    public ValueTask<QueueDepth> GetDepthAsync(QueueKey queue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        return new ValueTask<QueueDepth>(state.Routes.FindQueue(queue)?.Depth() ?? default);
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(
        TenantId tenant, string? queue, EventId? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _deadLetters.ListAsync(tenant, queue, after, limit, cancellationToken);
    }

    public ValueTask<bool> RedriveAsync(TenantId tenant, EventId id, CancellationToken cancellationToken) =>
        writer.SubmitAsync(new DeadLetterOperation(tenant, id, redrive: true, cancellationToken), cancellationToken);

    public ValueTask<bool> DropAsync(TenantId tenant, EventId id, CancellationToken cancellationToken) =>
        writer.SubmitAsync(new DeadLetterOperation(tenant, id, redrive: false, cancellationToken), cancellationToken);

    private async ValueTask<QueueState?> NextNotice(CancellationToken cancellationToken)
    {
        while (await state.Routes.Notices.Reader.WaitToReadAsync(cancellationToken))
        {
            if (state.Routes.Notices.Reader.TryRead(out QueueState? queue))
                return queue;
        }
        return null;
    }

    /// <summary>The queue of a lease of this opening; null for any other token.</summary>
    private QueueState? TryFind(LeasedEvent lease, out ulong number) =>
        state.Tokens.TryRead(lease.Token, out number) ? state.Routes.Find(lease.Route)?.Queue : null;

    private void Release(QueueState queue, List<LeasedEvent> leases)
    {
        foreach (LeasedEvent lease in leases)
        {
            _ = state.Tokens.TryRead(lease.Token, out ulong number);
            queue.Release(number, time.GetTimestamp(), state.LeaseClock);
        }
    }

    private void ThrowIfClosed()
    {
        if (readers.Closing.IsCancellationRequested)
            throw StorageFaults.Closed();
    }
}
