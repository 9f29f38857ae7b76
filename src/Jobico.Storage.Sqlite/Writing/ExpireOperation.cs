using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Ends leases whose time is over: counts their attempts, then hands the events back to their queues.
/// </summary>
internal sealed class ExpireOperation(EngineState state, Action again) : Operation
{
    private const int MaxLeases = 2_048;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly List<QueuedEvent> _ended = [];

    internal override void Apply(Transaction transaction)
    {
        var due = new List<QueuedEvent>();
        state.LeaseClock.TakeDue(transaction.Timestamp, MaxLeases, due);
        // Noted before the first write, so that a failure in the middle forgets none.
        _ended.AddRange(due.Where(lease => lease.Route.Queue.TryBeginExpiry(lease, transaction.Timestamp)));
        foreach (QueuedEvent lease in _ended)
        {
            transaction.Tables.CountAttempt(lease.Route.Queue.Id, lease.Place, lease.Attempts + 1);
        }
    }

    internal override void Publish()
    {
        foreach (QueuedEvent lease in _ended)
        {
            lease.Route.Queue.EndExpiry(lease);
        }
        if (_ended.Count > 0)
            again();
    }

    internal override void Fail(Exception fault)
    {
        // Their holders have lost them already; they are ready once the disk takes the count.
        foreach (QueuedEvent lease in _ended)
        {
            lease.Route.Queue.PutOffExpiry(lease, RetryAfter, state.LeaseClock);
        }
        state.LeaseClock.Delay(RetryAfter);
    }
}
