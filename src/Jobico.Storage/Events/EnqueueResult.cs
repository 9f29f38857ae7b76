using Jobico.Model.Events;

namespace Jobico.Storage.Events;

/// <summary>What became of an enqueue: a closed set.</summary>
public abstract record EnqueueResult
{
    private EnqueueResult()
    {
    }

    /// <summary>All events are durable.</summary>
    /// <param name="Ids">Their ids, in the order given.</param>
    public sealed record Accepted(IReadOnlyList<EventId> Ids) : EnqueueResult;

    /// <summary>None was accepted: the queue would hold more than it may.</summary>
    /// <param name="Backlog">How many unfinished events it holds.</param>
    public sealed record QueueFull(long Backlog) : EnqueueResult;
}
