using System.Runtime.CompilerServices;
using Goico.Wasm.Outbound;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Storage;

namespace Jobico.Executor.Capabilities;

/// <summary>What all runs' hosts share, and where each run gets its own.</summary>
internal sealed class RunHosts(
    IStorageEngine engine, LiveCatalog catalog, SchemaCatalog schemas, OutboundHttp http, ExecutorOptions options)
{
    private readonly TenantValues _values = new(engine.KeyValue, options);

    /// <summary>A runtime is of one tenant's version, and goes with it.</summary>
    private readonly ConditionalWeakTable<RuntimeDefinition, OutboundPolicy> _policies = [];

    /// <summary>The host of an event's run; null where its runtime is granted nothing that a host answers.</summary>
    public RunHost? For(DeliveredEvent delivered)
    {
        RuntimeDefinition runtime = delivered.Binding.Runtime!;
        if (runtime.Http.IsEmpty && runtime.Publish.IsEmpty && runtime.KeyValue == KeyValueAccess.None) return null;
        TenantId tenant = delivered.Lease.Route.Tenant;
        if (!_policies.TryGetValue(runtime, out OutboundPolicy? policy))
        {
            policy = PolicyOf(tenant, runtime);
            _policies.AddOrUpdate(runtime, policy);
        }
        return new RunHost(
            tenant, runtime, _values, http, policy, new Publications(tenant, runtime, engine.Events, catalog, schemas));
    }

    private static OutboundPolicy PolicyOf(TenantId tenant, RuntimeDefinition runtime)
    {
        var origins = new List<OutboundOrigin>(runtime.Http.Length);
        foreach (string text in runtime.Http)
        {
            // The definition's reader takes no origin that is none here; if one should be stored, it grants nothing.
            if (OutboundOrigin.TryParse(text, out OutboundOrigin? origin, out _)) origins.Add(origin);
        }
        return new OutboundPolicy(tenant.Value, origins);
    }
}
