using System.Collections.Immutable;
using System.Text;
using Goico.Wasm.Outbound;
using Jobico.Catalog;
using Jobico.Executor.Capabilities;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobico.Executor.Tests.Capabilities;

/// <summary>Runs' hosts over the real engine, with definitions that a test writes down.</summary>
internal sealed class HostBench : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobico-executor-").FullName;
    private readonly OutboundHttp _http = new(new OutboundOptions(), TimeProvider.System);

    private HostBench()
    {
    }

    public SqliteStorageEngine Engine { get; private set; } = null!;

    public RunHosts Hosts { get; private set; } = null!;

    public LiveCatalog Catalog { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HostBench> StartAsync(ExecutorOptions? options = null)
    {
        var bench = new HostBench();
        bench.Engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = bench._folder }, TimeProvider.System, Token);
        bench.Catalog = new LiveCatalog(bench.Engine, TimeProvider.System, NullLogger<LiveCatalog>.Instance);
        await bench.Catalog.StartAsync(Token);
        bench.Hosts = new RunHosts(
            bench.Engine, bench.Catalog, new SchemaCatalog(bench.Engine), bench._http, options ?? new ExecutorOptions());
        return bench;
    }

    /// <summary>
    /// Deploys a job of one event <c>ev</c> whose runtime has some more keys, with a result event <c>good</c> that
    /// has the schema given, in a queue that holds so many.
    /// </summary>
    public async Task DeployAsync(string tenant, string grants, string schema = "true", int maxBacklog = 1_000)
    {
        string yaml = $$"""
            id: job
            tenant: {{tenant}}
            queues: [{id: outside, maxbacklog: {{maxBacklog}}}]
            jobs:
              - event: {id: ev, schema: {schemaref: any.json}, supplierqueue: q, runtime: r}
                result:
                  ok: {id: good, schema: {schemaref: good.json}, supplierqueue: outside}
            runtimes:
              - {id: r, moduleref: m.wasm{{(grants.Length > 0 ? ", " + grants : "")}}}
            """;
        DefinitionReading reading = DefinitionReader.Read(yaml);
        Assert.True(reading.Definition is not null, string.Join('\n', reading.Problems));
        string any = await Engine.Blobs.PutAsync("true"u8.ToArray(), Token);
        string good = await Engine.Blobs.PutAsync(Encoding.UTF8.GetBytes(schema), Token);
        var version = new JobVersion
        {
            Tenant = TenantId.Parse(tenant),
            Number = 1,
            DeployedAt = DateTimeOffset.UnixEpoch,
            Definition = reading.Definition,
            Source = yaml,
            Files = new[] { ("any.json", any), ("good.json", good), ("m.wasm", any) }
                .ToImmutableSortedDictionary(file => file.Item1, file => new FilePin(file.Item1, file.Item2, 4)),
        };
        await Engine.KeyValue.PutAsync(
            CatalogKeys.Live(version.Tenant, "job"), CatalogJson.Write(version), null, Token);
        await Catalog.WaitForAsync(version.Tenant, "job", 1, Token);
    }

    public async Task UndeployAsync(string tenant)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Catalog.Changed += catalog =>
        {
            if (catalog.Jobs.Count == 0) gone.TrySetResult();
        };
        await Engine.KeyValue.DeleteAsync(CatalogKeys.Live(TenantId.Parse(tenant), "job"), null, Token);
        await gone.Task.WaitAsync(Token);
    }

    /// <summary>An event of <c>ev</c> as it is delivered.</summary>
    public DeliveredEvent Deliver(string tenant, string data = "{}")
    {
        EventBinding binding = Catalog.FindEvent(TenantId.Parse(tenant), "ev")!;
        return new DeliveredEvent(
            new LeasedEvent
            {
                Id = new EventId(Ulid.NewUlid()),
                Route = binding.Route,
                Attempt = 3,
                Data = Encoding.UTF8.GetBytes(data),
                AcceptedAt = DateTimeOffset.UnixEpoch,
                LeasedAt = DateTimeOffset.UnixEpoch,
                Token = default,
            },
            binding);
    }

    /// <summary>The host of a new run.</summary>
    public RunHost Host(string tenant)
    {
        RunHost? host = Hosts.For(Deliver(tenant));
        Assert.NotNull(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        await Engine.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
