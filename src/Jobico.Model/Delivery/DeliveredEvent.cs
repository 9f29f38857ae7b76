using Jobico.Model.Definitions;
using Jobico.Model.Events;

namespace Jobico.Model.Delivery;

/// <summary>An event to run, and by which version.</summary>
/// <param name="Lease">The event under lease.</param>
/// <param name="Binding">Its definition in the version that was live when it was delivered; has a runtime.</param>
public sealed record DeliveredEvent(LeasedEvent Lease, EventBinding Binding);
