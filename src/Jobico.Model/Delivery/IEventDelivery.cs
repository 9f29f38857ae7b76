using Jobico.Model.Executions;

namespace Jobico.Model.Delivery;

/// <summary>
/// Where executors get work and report it: the edge between the Queue and the Executors, which may be one process or
/// many. The Queue decides what is next and what follows from a report; the executor only runs.
/// </summary>
public interface IEventDelivery
{
    /// <summary>Waits for an event to run; it is leased to the caller, who reports or releases it.</summary>
    /// <param name="cancellationToken">Ends the wait; no event is lost by it.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    ValueTask<DeliveredEvent> TakeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reports an attempt. The Queue decides between done, retry and dead letter, and commits that with the record and
    /// the next events as one step. Returns once the report is taken over, before it is committed; where the commit
    /// can't be had before the lease is lost, the event is delivered again. Waits while too many reports are
    /// uncommitted.
    /// </summary>
    ValueTask ReportAsync(DeliveredEvent delivered, Attempt attempt);

    /// <summary>Gives an event back unrun: it keeps its place in the queue, and the attempt does not count.</summary>
    ValueTask ReleaseAsync(DeliveredEvent delivered);
}
