namespace Jobico.Model.Events;

/// <summary>
/// Where events of one kind go. Made once for each event definition and shared by all its events, so that an engine
/// can tie its own number to the instance and the hot path compares no strings.
/// </summary>
/// <param name="Tenant">Whose event it is.</param>
/// <param name="Queue">The id of the queue that it waits in.</param>
/// <param name="Job">The id of the job that defined it.</param>
/// <param name="Event">The id of the event definition.</param>
public sealed record EventRoute(TenantId Tenant, string Queue, string Job, string Event)
{
    /// <summary>The queue with its tenant.</summary>
    public QueueKey QueueKey => new(Tenant, Queue);

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Job}/{Event}";
}
