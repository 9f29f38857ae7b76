using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;

namespace Jobico.Storage.Executions;

/// <summary>Which records; every part that is not null must hold.</summary>
public sealed record ExecutionFilter
{
    /// <summary>All records.</summary>
    public static readonly ExecutionFilter All = new();

    /// <summary>Of this tenant.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Of this job.</summary>
    public string? Job { get; init; }

    /// <summary>Of this event definition.</summary>
    public string? Event { get; init; }

    /// <summary>With this outcome.</summary>
    public ExecutionOutcome? Outcome { get; init; }

    /// <summary>Whether a record with these parts fits.</summary>
    public bool Fits(EventRoute route, ExecutionOutcome outcome) =>
        (Tenant is not { } tenant || tenant == route.Tenant)
        && (Job is null || string.Equals(Job, route.Job, StringComparison.Ordinal))
        && (Event is null || string.Equals(Event, route.Event, StringComparison.Ordinal))
        && (Outcome is not { } wanted || wanted == outcome);
}
