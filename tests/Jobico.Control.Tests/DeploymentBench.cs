using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Files;
using Jobico.Repository;
using Jobico.Secrets;
using Jobico.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jobico.Control.Tests;

/// <summary>Deployments over the real engine, with a module and a schema in the repository of a tenant.</summary>
public abstract class DeploymentBench : IAsyncLifetime
{
    protected static readonly TenantId Tenant = TenantId.Parse("t1");

    private readonly string _folder = Directory.CreateTempSubdirectory("jobico-control-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly WasmEngine _wasm = new(new WasmEngineOptions { MaxConcurrentInstances = 4 });
    private SqliteStorageEngine _engine = null!;
    private LiveCatalog _catalog = null!;
    private LiveSecrets _live = null!;

    private protected SecretStore Secrets { get; private set; } = null!;

    private protected Deployments Deployments { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = _folder }, TimeProvider.System, Token);
        _catalog = new LiveCatalog(_engine, TimeProvider.System, NullLogger<LiveCatalog>.Instance);
        await _catalog.StartAsync(Token);
        var keyring = new SecretKeyring(_folder);
        _live = new LiveSecrets(_engine, keyring, TimeProvider.System, NullLogger<LiveSecrets>.Instance);
        Secrets = new SecretStore(_engine, keyring, _live, _time);
        Deployments = new Deployments(_engine, _catalog, Secrets, _wasm, _time);
        await PutAsync("t1", "s.json", RepositoryFileKind.Schema, "true"u8.ToArray());
        await PutAsync("t1", "m.wasm", RepositoryFileKind.Module, Module("event"));
    }

    public async ValueTask DisposeAsync()
    {
        Deployments.Dispose();
        await _live.DisposeAsync();
        await _catalog.DisposeAsync();
        await _engine.DisposeAsync();
        _wasm.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task PutSchemaAsync(string schema) =>
        PutAsync("t1", "s.json", RepositoryFileKind.Schema, System.Text.Encoding.UTF8.GetBytes(schema));

    private protected static IEnumerable<DefinitionProblem> Errors(DeployResult.Unfit unfit) =>
        unfit.Problems.Where(problem => problem.Severity == ProblemSeverity.Error);

    private protected static byte[] Module(params string[] functions) => Goico.Wasm.WasmText.ToBinary($"""
        (module (memory (export "memory") 1) (func (export "malloc") (param i32) (result i32) (i32.const 8))
        {string.Join('\n', functions.Select(name => $"(func (export \"{name}\") (param i32 i32 i32))"))})
        """);

    private protected async Task<DeployResult.Deployed> DeployedAsync(string source) => Assert.IsType<DeployResult.Deployed>(
        await Deployments.DeployAsync(new DeployRequest(null, source, null, false), Token));

    private protected async Task<DeployResult.Unfit> UnfitAsync(string source) => Assert.IsType<DeployResult.Unfit>(
        await Deployments.DeployAsync(new DeployRequest(null, source, null, false), Token));

    private protected async Task PutAsync(string tenant, string name, RepositoryFileKind kind, byte[] content) =>
        await new FileStore(_engine, _time).PutAsync(
            TenantId.Parse(tenant), RepositoryFileName.Parse(name), kind, null, content, Token);
}
