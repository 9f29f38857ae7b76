using Jobico.Model.Events;

namespace Jobico.Storage.Events;

/// <summary>
/// An event that follows from another's result. It is accepted whatever its queue's backlog is: refusing it would lose
/// what was accepted before.
/// </summary>
/// <param name="Route">Where it goes.</param>
/// <param name="Data">Its data, one JSON document in UTF-8.</param>
/// <param name="DeadReason">Why it is born a dead letter (its data do not fit its schema, the chain is too long); null
/// for an event that is ready.</param>
public sealed record NextEvent(EventRoute Route, ReadOnlyMemory<byte> Data, string? DeadReason = null);
