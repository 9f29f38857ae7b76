using System.Collections.Immutable;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobico.Catalog.Tests;

public sealed class LiveCatalogTests : IAsyncLifetime
{
    private static readonly TenantId Tenant = TenantId.Parse("t1");

    private readonly string _folder = Directory.CreateTempSubdirectory("jobico-catalog-").FullName;
    private SqliteStorageEngine _engine = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await SqliteStorageEngine.OpenAsync(
        new SqliteStorageOptions { DataFolder = _folder }, TimeProvider.System, Token);

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Start_ReadsWhatIsLive_AndFollowsWhatIsDeployed()
    {
        await PutAsync(Version("a", 1, "ev1"));
        await using LiveCatalog catalog = await StartAsync();
        Assert.Equal(1, catalog.FindEvent(Tenant, "ev1")!.Version.Number);
        Assert.Null(catalog.Find(TenantId.Parse("t2")));

        Task<TenantCatalog> changed = NextChange(catalog);
        await PutAsync(Version("a", 2, "ev2"));
        await changed;

        Assert.Null(catalog.FindEvent(Tenant, "ev1"));
        EventBinding binding = catalog.FindEvent(Tenant, "ev2")!;
        Assert.Equal((2, "q", "m.wasm"), (binding.Version.Number, binding.Queue.Id, binding.Module!.FileName));
    }

    [Fact]
    public async Task Find_AfterAJobIsGone_HasOnlyTheOtherJobsEvents()
    {
        await PutAsync(Version("a", 1, "ev1"));
        await PutAsync(Version("b", 1, "ev2"));
        await using LiveCatalog catalog = await StartAsync();

        Task<TenantCatalog> changed = NextChange(catalog);
        await _engine.KeyValue.DeleteAsync(CatalogKeys.Live(Tenant, "a"), null, Token);
        TenantCatalog after = await changed;

        Assert.Equal(["ev2"], after.Events.Keys);
    }

    [Fact]
    public async Task Start_OverADocumentThatCannotBeRead_KeepsTheOtherJobsLive()
    {
        await _engine.KeyValue.PutAsync(CatalogKeys.Live(Tenant, "bad"), "{"u8.ToArray(), null, Token);
        await PutAsync(Version("good", 1, "ev1"));

        await using LiveCatalog catalog = await StartAsync();

        Assert.NotNull(catalog.FindEvent(Tenant, "ev1"));
    }

    [Fact]
    public async Task Queue_OfEventsWithoutRuntime_IsSaidToHaveNone()
    {
        JobVersion version = Version("a", 1, "ev1");
        EventDefinition only = version.Definition.Events[0] with { Runtime = null };
        await PutAsync(version with { Definition = version.Definition with { Events = [only] } });

        await using LiveCatalog catalog = await StartAsync();

        Assert.False(catalog.Find(Tenant)!.FindQueue("q")!.HasRuntime);
    }

    private static Task<TenantCatalog> NextChange(LiveCatalog catalog)
    {
        var change = new TaskCompletionSource<TenantCatalog>(TaskCreationOptions.RunContinuationsAsynchronously);
        catalog.Changed += changed => change.TrySetResult(changed);
        return change.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private async Task<LiveCatalog> StartAsync()
    {
        var catalog = new LiveCatalog(_engine, TimeProvider.System, NullLogger<LiveCatalog>.Instance);
        await catalog.StartAsync(Token);
        return catalog;
    }

    private async Task PutAsync(JobVersion version) => await _engine.KeyValue.PutAsync(
        CatalogKeys.Live(version.Tenant, version.Definition.Id), CatalogJson.Write(version), null, Token);

    private static JobVersion Version(string job, int number, string eventId) => new()
    {
        Tenant = Tenant,
        Number = number,
        DeployedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Source = "…",
        Files = ImmutableSortedDictionary<string, FilePin>.Empty
            .Add("s.json", new FilePin("s.json", new string('a', 64), 4))
            .Add("m.wasm", new FilePin("m.wasm", new string('b', 64), 8)),
        Definition = new JobDefinition
        {
            Id = job,
            Name = job,
            Queues = [new QueueDefinition { Id = "q", Name = "q" }],
            Runtimes = [new RuntimeDefinition { Id = "r", Name = "r", ModuleRef = "m.wasm" }],
            Events =
            [
                new EventDefinition
                {
                    Id = eventId,
                    Name = eventId,
                    Schema = new SchemaReference(null, null, "s.json"),
                    Queue = "q",
                    Runtime = "r",
                },
            ],
        },
    };
}
