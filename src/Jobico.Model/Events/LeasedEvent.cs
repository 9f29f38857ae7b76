namespace Jobico.Model.Events;

/// <summary>
/// An event handed out to one worker. Until the lease expires nobody else gets the event; whoever holds
/// the token, and only they, can complete, extend or release it.
/// </summary>
public sealed class LeasedEvent
{
    /// <summary>The event's id, the same at each attempt.</summary>
    public required EventId Id { get; init; }

    /// <summary>What kind of event it is and whose.</summary>
    public required EventRoute Route { get; init; }

    /// <summary>Which attempt this is, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The event's data: one JSON document in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The event whose result this one is; null for one that came from outside.</summary>
    public EventId? Parent { get; init; }

    /// <summary>How many results long the chain before this event is: 0 for an event from outside.</summary>
    public int Depth { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it was leased for this attempt.</summary>
    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>The fencing token: unique for each lease, also across restarts of the server.</summary>
    public required LeaseToken Token { get; init; }
}
