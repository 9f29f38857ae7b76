using Jobico.Model.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>An event that memory holds because it is about to be leased or is leased.</summary>
internal sealed class QueuedEvent
{
    /// <summary>What an event costs in memory beside its data, about.</summary>
    private const int OverheadBytes = 200;

    internal required long Seq { get; init; }

    internal required EventId Id { get; init; }

    internal required RouteState Route { get; init; }

    internal required long AcceptedAtMilliseconds { get; init; }

    internal required byte[] Data { get; init; }

    internal EventId? Parent { get; init; }

    internal int Depth { get; init; }

    /// <summary>Its place in its queue.</summary>
    internal required long Place { get; set; }

    /// <summary>Attempts that count so far.</summary>
    internal required int Attempts { get; set; }

    /// <summary>Whether it is leased; guarded, as all below, by the queue's lock.</summary>
    internal LeasePhase Phase { get; set; }

    /// <summary>The lease's number; 0 unless leased.</summary>
    internal ulong Lease { get; set; }

    /// <summary>When the lease ends, by the clock that only goes forward.</summary>
    internal long ExpiresAt { get; set; }

    internal DateTimeOffset LeasedAt { get; set; }

    /// <summary>The slot of the <see cref="LeaseClock"/> that it is in; guarded, as its neighbours, by the clock.
    /// </summary>
    internal long? Slot { get; set; }

    internal QueuedEvent? EarlierInSlot { get; set; }

    internal QueuedEvent? LaterInSlot { get; set; }

    internal int MemoryBytes => Data.Length + OverheadBytes;
}
