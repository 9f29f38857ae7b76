using Jobico.Model.Events;
using Jobico.Model.Executions;

namespace Jobico.Model.Delivery;

/// <summary>
/// Where executors get work and report it: the edge between the Queue and the Executors, which may be one process or
/// many. The Queue decides what is next and what follows from a report; the executor only runs.
/// </summary>
public interface IEventDelivery
{
    /// <summary>Waits for an event to run and leases it to the caller.</summary>
    /// <param name="cancellationToken">Ends the wait; an event already taken is not lost by it.</param>
    /// <returns>The event, or null once delivery has stopped for good and nothing will come.</returns>
    ValueTask<LeasedEvent?> TakeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reports an attempt. The Queue decides between done, retry and dead letter, and commits that with the record and
    /// the next events as one step. Returns once the report is accepted for commit; the commit may come later, and an
    /// event whose commit fails is delivered again. Waits while too many reports are not committed yet.
    /// </summary>
    ValueTask ReportAsync(LeasedEvent lease, Attempt attempt, CancellationToken cancellationToken);

    /// <summary>Gives an event back unrun: it keeps its place in the queue, and the attempt does not count.</summary>
    ValueTask ReleaseAsync(LeasedEvent lease, CancellationToken cancellationToken);
}
