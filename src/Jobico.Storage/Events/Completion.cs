using Jobico.Model.Events;
using Jobico.Model.Executions;

namespace Jobico.Storage.Events;

/// <summary>The atomic step, as data.</summary>
/// <param name="Lease">The lease under which the attempt was made.</param>
/// <param name="Attempt">What happened; becomes the record.</param>
/// <param name="Disposition">What becomes of the event.</param>
/// <param name="Next">The events that follow, with this event as their parent; empty for none.</param>
public sealed record Completion(
    LeasedEvent Lease,
    Attempt Attempt,
    EventDisposition Disposition,
    IReadOnlyList<NextEvent> Next);
