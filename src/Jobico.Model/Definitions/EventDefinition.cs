namespace Jobico.Model.Definitions;

/// <summary>
/// An event: how it is named, what it must look like, where it waits, what processes it, what follows.
/// </summary>
public sealed record EventDefinition
{
    /// <summary>The id, unique among the tenant's events: what a post to the Listener names.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; the id where none was given.</summary>
    public required string Name { get; init; }

    /// <summary>The schema that its data must fit.</summary>
    public required SchemaReference Schema { get; init; }

    /// <summary>The id of the queue that it is published to (the key <c>supplierqueue</c>).</summary>
    public required string Queue { get; init; }

    /// <summary>
    /// The id of the runtime that processes it; null for a result event that an outside consumer is to lease.
    /// </summary>
    public string? Runtime { get; init; }

    /// <summary>The event that its result becomes when the program returns code 0; null for none.</summary>
    public EventDefinition? Ok { get; init; }

    /// <summary>The event that another code, or a fault out of retries, leads to; null for none.</summary>
    public EventDefinition? Error { get; init; }
}
