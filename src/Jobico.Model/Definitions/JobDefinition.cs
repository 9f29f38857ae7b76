using System.Collections.Immutable;

namespace Jobico.Model.Definitions;

/// <summary>
/// What a tenant wrote, read and checked: a job with its queues, events and runtimes. Every reference inside
/// it holds; what it refers to in the repository is pinned by a <see cref="JobVersion"/>.
/// </summary>
public sealed record JobDefinition
{
    /// <summary>The job's id within its tenant.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; the id where none was given.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant that the definition names; null where it names none.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The queues, the ones created with defaults because they are used but not declared included.</summary>
    public ImmutableArray<QueueDefinition> Queues { get; init; } = [];

    /// <summary>The events of the section <c>jobs</c>, in their order; result events hang below them.</summary>
    public ImmutableArray<EventDefinition> Events { get; init; } = [];

    /// <summary>The runtimes.</summary>
    public ImmutableArray<RuntimeDefinition> Runtimes { get; init; } = [];

    /// <summary>Every event of the job, the result events at any depth included, each id once.</summary>
    public IEnumerable<EventDefinition> AllEvents() =>
        Events.SelectMany(Flatten).DistinctBy(definition => definition.Id, StringComparer.Ordinal);

    /// <summary>The queue with this id, or null.</summary>
    public QueueDefinition? FindQueue(string id) =>
        Queues.FirstOrDefault(queue => string.Equals(queue.Id, id, StringComparison.Ordinal));

    /// <summary>The runtime with this id, or null.</summary>
    public RuntimeDefinition? FindRuntime(string id) =>
        Runtimes.FirstOrDefault(runtime => string.Equals(runtime.Id, id, StringComparison.Ordinal));

    private static IEnumerable<EventDefinition> Flatten(EventDefinition definition)
    {
        yield return definition;
        foreach (EventDefinition? result in new[] { definition.Ok, definition.Error })
        {
            if (result is null) continue;
            foreach (EventDefinition below in Flatten(result)) yield return below;
        }
    }
}
