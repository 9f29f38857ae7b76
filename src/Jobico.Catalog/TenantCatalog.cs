using System.Collections.Frozen;
using System.Collections.Immutable;
using Jobico.Model;
using Jobico.Model.Definitions;

namespace Jobico.Catalog;

/// <summary>What is live for one tenant, as of one moment. Immutable: a reader that holds it sees one state.</summary>
public sealed class TenantCatalog
{
    private readonly ImmutableDictionary<string, JobVersion> _jobs;
    private readonly FrozenDictionary<string, EventBinding> _events;
    private readonly FrozenDictionary<string, QueueBinding> _queues;

    private TenantCatalog(TenantId tenant, ImmutableDictionary<string, JobVersion> jobs)
    {
        Tenant = tenant;
        _jobs = jobs;
        List<EventBinding> bindings = [.. jobs.Values.OrderBy(version => version.Definition.Id, StringComparer.Ordinal)
            .SelectMany(version => EventBinding.BindAll(version).Values)];
        _events = bindings.DistinctBy(binding => binding.Definition.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(binding => binding.Definition.Id, StringComparer.Ordinal);
        _queues = bindings.GroupBy(binding => binding.Queue.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => new QueueBinding(group.First().Queue, group.Any(binding => binding.Runtime is not null)),
                StringComparer.Ordinal);
    }

    /// <summary>Whose it is.</summary>
    public TenantId Tenant { get; }

    /// <summary>The live versions, by job id.</summary>
    public IReadOnlyDictionary<string, JobVersion> Jobs => _jobs;

    /// <summary>The live events of all jobs, result events included, by id.</summary>
    public IReadOnlyDictionary<string, EventBinding> Events => _events;

    /// <summary>The event with this id, or null.</summary>
    public EventBinding? FindEvent(string id) => _events.GetValueOrDefault(id);

    /// <summary>The queue with this id as its events' jobs define it, or null when no live event uses it.</summary>
    public QueueBinding? FindQueue(string id) => _queues.GetValueOrDefault(id);

    internal static TenantCatalog Empty(TenantId tenant) =>
        new(tenant, ImmutableDictionary.Create<string, JobVersion>(StringComparer.Ordinal));

    internal static TenantCatalog Of(TenantId tenant, IEnumerable<JobVersion> versions) =>
        new(tenant, versions.ToImmutableDictionary(version => version.Definition.Id, StringComparer.Ordinal));

    internal TenantCatalog With(JobVersion version) => new(Tenant, _jobs.SetItem(version.Definition.Id, version));

    internal TenantCatalog Without(string job) => new(Tenant, _jobs.Remove(job));
}
