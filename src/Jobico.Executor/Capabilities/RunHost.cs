using System.Diagnostics;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Executions;
using Jobico.Storage;

namespace Jobico.Executor.Capabilities;

/// <summary>The host of one event's run: what its runtime is granted, and refusals of everything else.</summary>
internal sealed class RunHost(
    TenantId tenant,
    RuntimeDefinition runtime,
    TenantValues values,
    OutboundHttp http,
    OutboundPolicy policy,
    Publications publications) : IGuestHost
{
    /// <summary>What the run published, in order; it comes to be only if the run succeeds.</summary>
    public IReadOnlyList<PublishedEvent> Published => publications.Events;

    /// <inheritdoc/>
    public async ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request switch
            {
                GuestRequest.GetValue(var key) => MayUse(KeyValueAccess.Read)
                    ?? await values.GetAsync(tenant, key, cancellationToken),
                GuestRequest.SetValue(var key, var value) => MayUse(KeyValueAccess.Write)
                    ?? await values.SetAsync(tenant, key, value, cancellationToken),
                GuestRequest.RemoveValue(var key) => MayUse(KeyValueAccess.Write)
                    ?? await values.RemoveAsync(tenant, key, cancellationToken),
                GuestRequest.ListKeys(var prefix, var max) => MayUse(KeyValueAccess.Read)
                    ?? await values.ListAsync(tenant, prefix, max, cancellationToken),
                GuestRequest.Publish(var id, var data) => await publications.AddAsync(id, data, cancellationToken),
                GuestRequest.SendHttp(var message) => await http.SendAsync(message, policy, cancellationToken),
                _ => throw new UnreachableException($"A guest asked for something unknown: {request.GetType()}."),
            };
        }
        catch (StorageException fault) when (fault.IsTransient)
        {
            return new GuestAnswer.Refused(GuestRefusal.Failed, "The store can't be used now; it may be tried again.");
        }
    }

    private GuestAnswer.Refused? MayUse(KeyValueAccess needed) =>
        RequestRules.RefusalOfAccess(runtime.KeyValue, needed);
}
