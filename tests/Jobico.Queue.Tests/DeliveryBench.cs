using System.Collections.Immutable;
using System.Text;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Executions;
using Jobico.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobico.Queue.Tests;

/// <summary>A queue over the real engine, with definitions that a test writes down.</summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("t1");

    private readonly string _folder = Directory.CreateTempSubdirectory("jobico-queue-").FullName;

    private DeliveryBench()
    {
    }

    public SqliteStorageEngine Engine { get; private set; } = null!;

    public LiveCatalog Catalog { get; private set; } = null!;

    public EventDelivery Delivery { get; private set; } = null!;

    public static async Task<DeliveryBench> StartAsync(
        CancellationToken cancellationToken, QueueOptions? options = null, TimeProvider? time = null)
    {
        var bench = new DeliveryBench();
        TimeProvider clock = time ?? TimeProvider.System;
        bench.Engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = bench._folder }, clock, cancellationToken);
        bench.Catalog = new LiveCatalog(bench.Engine, TimeProvider.System, NullLogger<LiveCatalog>.Instance);
        await bench.Catalog.StartAsync(cancellationToken);
        bench.Delivery = new EventDelivery(
            bench.Engine, bench.Catalog, new SchemaCatalog(bench.Engine), options ?? new QueueOptions(), clock,
            NullLoggerFactory.Instance);
        bench.Delivery.Start();
        return bench;
    }

    /// <summary>Deploys a definition as the Control Service would, over one schema that fits all or one given.</summary>
    public async Task DeployAsync(string yaml, CancellationToken cancellationToken, string schema = "true")
    {
        JobDefinition definition = DefinitionReader.Read(yaml).Definition
            ?? throw new ArgumentException(string.Join('\n', DefinitionReader.Read(yaml).Problems));
        string sha256 = await Engine.Blobs.PutAsync(Encoding.UTF8.GetBytes(schema), cancellationToken);
        IEnumerable<string> references = definition.AllEvents().Select(one => one.Schema.FileRef)
            .Concat(definition.Runtimes.Select(runtime => runtime.ModuleRef)).Distinct();
        var version = new JobVersion
        {
            Tenant = Tenant,
            Number = 1,
            DeployedAt = DateTimeOffset.UnixEpoch,
            Definition = definition,
            Source = yaml,
            Files = references.ToImmutableSortedDictionary(
                reference => reference, reference => new FilePin(reference, sha256, schema.Length)),
        };
        var live = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Catalog.Changed += changed =>
        {
            if (changed.Tenant == Tenant && changed.Jobs.ContainsKey(definition.Id)) live.TrySetResult();
        };
        await Engine.KeyValue.PutAsync(
            CatalogKeys.Live(Tenant, definition.Id), CatalogJson.Write(version), null, cancellationToken);
        await live.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    /// <summary>Takes a job from what is live, and waits until the queue has seen it.</summary>
    public async Task UndeployAsync(string job, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Catalog.Changed += changed =>
        {
            if (changed.Tenant == Tenant && !changed.Jobs.ContainsKey(job)) gone.TrySetResult();
        };
        await Engine.KeyValue.DeleteAsync(CatalogKeys.Live(Tenant, job), null, cancellationToken);
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    public async Task<IReadOnlyList<EventId>> EnqueueAsync(
        string eventId, CancellationToken cancellationToken, params string[] data)
    {
        EventRoute route = Catalog.FindEvent(Tenant, eventId)!.Route;
        var result = (Storage.Events.EnqueueResult.Accepted)await Engine.Events.EnqueueAsync(
            route, [.. data.Select(one => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(one))], 1_000_000, cancellationToken);
        return result.Ids;
    }

    public async Task<DeliveredEvent> TakeAsync(CancellationToken cancellationToken) =>
        await Delivery.TakeAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    /// <summary>Takes and completes everything until so many records are committed.</summary>
    public async Task<IReadOnlyList<ExecutionRecord>> RecordsAsync(int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var records = new List<ExecutionRecord>();
        await foreach (TailItem item in Engine.Executions.TailAsync(
            ExecutionFilter.All, LogPosition.Beginning, limit.Token))
        {
            records.Add(((TailItem.Execution)item).Record);
            if (records.Count == count) break;
        }
        return records;
    }

    public static Attempt Attempt(
        ExecutionOutcome outcome = ExecutionOutcome.Ok, string result = "", ulong code = 0, string? fault = null,
        params IReadOnlyList<PublishedEvent> published) => new()
        {
            Published = published,
            Outcome = outcome,
            Code = code,
            Result = Encoding.UTF8.GetBytes(result),
            Fault = fault,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromMicroseconds(50),
        };

    public async ValueTask DisposeAsync()
    {
        await Delivery.DisposeAsync();
        await Catalog.DisposeAsync();
        await Engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
