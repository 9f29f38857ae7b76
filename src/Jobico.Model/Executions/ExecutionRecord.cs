using Jobico.Model.Events;

namespace Jobico.Model.Executions;

/// <summary>The record of one attempt, as it is kept and shown. Immutable once committed.</summary>
public sealed class ExecutionRecord
{
    /// <summary>The event and the attempt.</summary>
    public required ExecutionId Id { get; init; }

    /// <summary>What kind of event it was and whose.</summary>
    public required EventRoute Route { get; init; }

    /// <summary>The event whose result the executed event was; null for one from outside.</summary>
    public EventId? Parent { get; init; }

    /// <summary>How many results long the chain before the event is.</summary>
    public int Depth { get; init; }

    /// <summary>When the event was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the event was leased for this attempt.</summary>
    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>What the executor reported.</summary>
    public required Attempt Attempt { get; init; }

    /// <summary>What became of the event.</summary>
    public required ExecutionDisposition Disposition { get; init; }

    /// <summary>When the next attempt is due; null unless the event is retried.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Whether the result kept here is the beginning of a longer one.</summary>
    public bool ResultTruncated { get; init; }
}
