namespace Jobico.Model.Events;

/// <summary>Which queue: queues belong to a tenant, and jobs of one tenant may share one.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Queue">The queue's id within the tenant.</param>
public readonly record struct QueueKey(TenantId Tenant, string Queue)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Queue}";
}
