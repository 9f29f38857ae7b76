namespace Jobico.Model.Executions;

/// <summary>What became of the event after an attempt. The numbers are stored and sent, and never reused.</summary>
public enum ExecutionDisposition
{
    /// <summary>No disposition: never stored.</summary>
    None = 0,

    /// <summary>The event is done; what its result leads to has been enqueued in the same commit.</summary>
    Completed = 1,

    /// <summary>The event waits for its next attempt.</summary>
    Retried = 2,

    /// <summary>The event is a dead letter.</summary>
    DeadLettered = 3,
}
