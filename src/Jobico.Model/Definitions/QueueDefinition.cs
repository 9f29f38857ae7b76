namespace Jobico.Model.Definitions;

/// <summary>A queue: a tenant's line of events, in the order accepted.</summary>
public sealed record QueueDefinition
{
    /// <summary>The id within the tenant.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; the id where none was given.</summary>
    public required string Name { get; init; }

    /// <summary>How many of its events may run at the same time. Default 8, at least 1.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How many unfinished events it holds before posts are refused. Default one million.</summary>
    public long MaxBacklog { get; init; } = 1_000_000;

    /// <summary>What happens after a fault.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;
}
