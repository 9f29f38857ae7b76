using Jobico.Model.Events;

namespace Jobico.Model.Definitions;

/// <summary>
/// An event definition within one version, with everything that it refers to found: what the hot path needs, in one
/// object. Whoever holds it works by one version from beginning to end, whatever is deployed meanwhile.
/// </summary>
public sealed class EventBinding
{
    private EventBinding(JobVersion version, EventDefinition definition)
    {
        JobDefinition job = version.Definition;
        Version = version;
        Definition = definition;
        Route = new EventRoute(version.Tenant, definition.Queue, job.Id, definition.Id);
        Queue = job.FindQueue(definition.Queue)
            ?? throw new ArgumentException($"Queue '{definition.Queue}' of event '{definition.Id}' is not defined.");
        Schema = version.Files[definition.Schema.FileRef];
        if (definition.Runtime is { } runtime)
        {
            Runtime = job.FindRuntime(runtime)
                ?? throw new ArgumentException($"Runtime '{runtime}' of event '{definition.Id}' is not defined.");
            Module = version.Files[Runtime.ModuleRef];
        }
    }

    /// <summary>The version.</summary>
    public JobVersion Version { get; }

    /// <summary>The event's definition.</summary>
    public EventDefinition Definition { get; }

    /// <summary>Where its events go.</summary>
    public EventRoute Route { get; }

    /// <summary>Its queue's definition.</summary>
    public QueueDefinition Queue { get; }

    /// <summary>The schema's pinned file.</summary>
    public FilePin Schema { get; }

    /// <summary>What processes it; null when it waits for an outside consumer.</summary>
    public RuntimeDefinition? Runtime { get; }

    /// <summary>The module's pinned file; null exactly where <see cref="Runtime"/> is.</summary>
    public FilePin? Module { get; }

    /// <summary>The event that code 0 leads to, bound within the same version; null for none.</summary>
    public EventBinding? Ok { get; private set; }

    /// <summary>The event that another code, or a fault out of retries, leads to; null for none.</summary>
    public EventBinding? Error { get; private set; }

    /// <summary>Binds every event of a version, by id.</summary>
    /// <exception cref="ArgumentException">The version's definition refers to what it does not have: it was not made by
    /// a deploy.</exception>
    public static IReadOnlyDictionary<string, EventBinding> BindAll(JobVersion version)
    {
        var bindings = new Dictionary<string, EventBinding>(StringComparer.Ordinal);
        foreach (EventDefinition definition in version.Definition.AllEvents())
        {
            bindings.Add(definition.Id, new EventBinding(version, definition));
        }
        foreach (EventBinding binding in bindings.Values)
        {
            binding.Ok = binding.Definition.Ok is { } ok ? bindings[ok.Id] : null;
            binding.Error = binding.Definition.Error is { } error ? bindings[error.Id] : null;
        }
        return bindings;
    }
}
