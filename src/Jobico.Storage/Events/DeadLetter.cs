using Jobico.Model.Events;

namespace Jobico.Storage.Events;

/// <summary>An event that nothing more happens to until someone redrives or drops it.</summary>
/// <param name="Id">The event.</param>
/// <param name="Route">What kind of event it is and whose.</param>
/// <param name="Data">Its data.</param>
/// <param name="Parent">The event whose result it is; null for one from outside.</param>
/// <param name="Depth">How many results long the chain before it is.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="DiedAt">When it became a dead letter.</param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="Reason">Why it is one.</param>
public sealed record DeadLetter(
    EventId Id,
    EventRoute Route,
    ReadOnlyMemory<byte> Data,
    EventId? Parent,
    int Depth,
    DateTimeOffset AcceptedAt,
    DateTimeOffset DiedAt,
    int Attempts,
    string Reason);
