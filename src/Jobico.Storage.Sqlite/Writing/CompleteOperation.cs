using System.Diagnostics;
using Jobico.Model.Events;
using Jobico.Storage.Events;
using Jobico.Storage.Sqlite.Events;
using Jobico.Storage.Sqlite.Executions;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>
/// The atomic step. The record's bytes are made before, on the caller's thread. Whatever happens, the event's ready row
/// goes in the same transaction in which its record comes, so that there are never two records of an attempt.
/// </summary>
internal sealed class CompleteOperation : Operation<CompletionResult>
{
    private static readonly CompletionResult.Committed WithoutNext = new([]);

    private readonly EngineState _state;
    private readonly ulong _lease;
    private readonly QueuedEvent? _event;
    private readonly Completion _completion;
    private readonly RecordBytes? _record;
    private readonly NextData[] _next;
    private readonly QueuedEvent[] _nextEvents;
    private CompletionResult? _result;
    private bool _isApplied;
    private QueueCounts _change;
    private long _newPlace;
    private long? _dueAt;
    private long _position;

    /// <param name="state">What memory knows.</param>
    /// <param name="lease">The lease's number.</param>
    /// <param name="leased">The event, if the lease stood when the call was made; if not, only an earlier call's answer
    /// can be given.</param>
    /// <param name="completion">What to do.</param>
    /// <param name="record">The record, made from the event and the attempt; null with the event.</param>
    /// <param name="cancellation">Gives up.</param>
    internal CompleteOperation(
        EngineState state,
        ulong lease,
        QueuedEvent? leased,
        Completion completion,
        RecordBytes? record,
        CancellationToken cancellation)
        : base(cancellation)
    {
        _state = state;
        _lease = lease;
        _event = leased;
        _completion = completion;
        _record = record;
        IReadOnlyList<NextEvent> next = leased is null ? [] : completion.Next;
        _next = next.Count == 0 ? [] : new NextData[next.Count];
        _nextEvents = next.Count == 0 ? [] : new QueuedEvent[next.Count];
        for (int i = 0; i < _next.Length; i++)
        {
            _next[i] = new NextData(state.Routes.Resolve(next[i].Route), next[i].Data.ToArray(), next[i].DeadReason);
        }
        Bytes = (record?.Length ?? 0) + _next.Sum(n => n.Data.Length);
    }

    internal override int Bytes { get; }

    protected override CompletionResult Result => _result!;

    internal override void Apply(Transaction transaction)
    {
        if (_event is null || !_event.Route.Queue.TryBeginCompletion(_lease, transaction.Timestamp))
        {
            // A repeat within one batch finds nothing remembered yet; its answer is worked out when it is published.
            return;
        }
        _isApplied = true;
        QueueState queue = _event.Route.Queue;
        transaction.Tables.DeleteReady(queue.Id, _event.Place);
        int attempts = _event.Attempts + 1;
        _change = Dispose(transaction, queue, attempts);
        if (_change != default)
            transaction.Count(queue, _change);
        if (_record!.Module is { } module)
            transaction.Persist(module);
        _position = transaction.NextPosition();
        transaction.Tables.InsertExecution(
            _position, _event.Seq, _event.Route.Id, (int)_completion.Attempt.Outcome, _record.Span);
        _result = AcceptNext(transaction);
    }

    internal override void Publish()
    {
        if (!_isApplied)
        {
            _result = _state.Completions.Find(_lease) is { } nextIds
                ? new CompletionResult.Committed(nextIds)
                : CompletionResult.LeaseLost.Instance;
            _record?.Dispose();
            return;
        }
        QueuedEvent e = _event!;
        e.Route.Queue.EndCompletion(e, _newPlace == 0 ? _change : default, _state.LeaseClock);
        if (_newPlace != 0)
        {
            e.Attempts++;
            e.Place = _newPlace;
            e.Route.Queue.Append([e], 0, 1, _change);
        }
        if (_dueAt is { } dueAt)
            _state.DueClock.Add(dueAt);
        for (int i = 0; i < _nextEvents.Length; i++)
        {
            QueueState queue = _next[i].Route.Queue;
            if (_next[i].DeadReason is null)
                queue.Append(_nextEvents, i, 1, new QueueCounts(1, 0, 0));
            else
                queue.Count(new QueueCounts(0, 0, 1));
        }
        _state.Completions.Add(_lease, ((CompletionResult.Committed)_result!).NextIds);
        _state.Records.Raise(_position);
        _record!.Dispose();
    }

    internal override void Fail(Exception fault)
    {
        if (_isApplied)
            _event!.Route.Queue.AbandonCompletion(_event, _state.LeaseClock);
        _record?.Dispose();
        base.Fail(fault);
    }

    internal override bool TryCancel()
    {
        if (!base.TryCancel())
            return false;
        _record?.Dispose();
        return true;
    }

    private QueueCounts Dispose(Transaction transaction, QueueState queue, int attempts)
    {
        switch (_completion.Disposition)
        {
            case EventDisposition.Done:
                return new QueueCounts(-1, 0, 0);
            case EventDisposition.Dead dead:
                transaction.Tables.InsertDead(
                    queue.Key.Tenant.Value, _event!.Seq, queue.Id, attempts,
                    transaction.Now.ToUnixTimeMilliseconds(), dead.Reason);
                return new QueueCounts(-1, 0, 1);
            case EventDisposition.Retry retry when retry.DueAt <= transaction.Now:
                _newPlace = transaction.NextNumber();
                transaction.Tables.InsertReady(queue.Id, _newPlace, _event!.Seq, attempts);
                return default;
            case EventDisposition.Retry retry:
                // Rounded up, so that it is never ready before its time.
                _dueAt = (retry.DueAt.AddTicks(TimeSpan.TicksPerMillisecond - 1)).ToUnixTimeMilliseconds();
                transaction.Tables.InsertWaiting(_dueAt.Value, _event!.Seq, queue.Id, attempts);
                return new QueueCounts(-1, 1, 0);
            default:
                throw new UnreachableException($"A disposition of type {_completion.Disposition.GetType()}.");
        }
    }

    private CompletionResult.Committed AcceptNext(Transaction transaction)
    {
        if (_next.Length == 0)
            return WithoutNext;
        var ids = new EventId[_next.Length];
        for (int i = 0; i < _next.Length; i++)
        {
            (RouteState route, byte[] data, string? deadReason) = _next[i];
            transaction.Persist(route);
            QueuedEvent e = EnqueueOperation.Accept(transaction, route, data, _event!.Id, _event.Depth + 1);
            if (deadReason is null)
            {
                transaction.Tables.InsertReady(route.Queue.Id, e.Place, e.Seq, attempts: 0);
                transaction.Count(route.Queue, new QueueCounts(1, 0, 0));
            }
            else
            {
                transaction.Tables.InsertDead(
                    route.Route.Tenant.Value, e.Seq, route.Queue.Id, attempts: 0, e.AcceptedAtMilliseconds,
                    deadReason);
                transaction.Count(route.Queue, new QueueCounts(0, 0, 1));
            }
            _nextEvents[i] = e;
            ids[i] = e.Id;
        }
        return new CompletionResult.Committed(ids);
    }

    private readonly record struct NextData(RouteState Route, byte[] Data, string? DeadReason);
}
