using System.Text;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Jobico.Secrets.Tests;

/// <summary>One node's secrets over the real engine; a second node is another view of the same engine.</summary>
internal sealed class SecretBench : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("t1");

    private readonly List<LiveSecrets> _nodes = [];

    private SecretBench()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("jobico-secrets-").FullName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    public SqliteStorageEngine Engine { get; private set; } = null!;

    public LiveSecrets Live { get; private set; } = null!;

    public SecretStore Store { get; private set; } = null!;

    public string KeyPath => Path.Combine(Folder, SecretKeyring.FileName);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SecretBench> StartAsync(SecretKeyring? keyring = null)
    {
        var bench = new SecretBench();
        bench.Engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = bench.Folder }, TimeProvider.System, Token);
        (bench.Live, bench.Store) = await bench.NodeAsync(keyring ?? new SecretKeyring(bench.Folder));
        return bench;
    }

    public static RuntimeDefinition Runtime(params string[] secrets) =>
        new() { Id = "r", Name = "r", ModuleRef = "m.wasm", Secrets = [.. secrets] };

    public async Task<(LiveSecrets Live, SecretStore Store)> NodeAsync(SecretKeyring keyring)
    {
        var live = new LiveSecrets(Engine, keyring, TimeProvider.System, NullLogger<LiveSecrets>.Instance);
        _nodes.Add(live);
        await live.StartAsync(Token);
        return (live, new SecretStore(Engine, keyring, live, Time));
    }

    public Task<SecretSetting> SetAsync(string name, string value, TenantId? tenant = null) =>
        Store.SetAsync(tenant ?? Tenant, name, Encoding.UTF8.GetBytes(value), Token);

    public async Task<IReadOnlyDictionary<string, string>> GetAsync(RuntimeDefinition runtime, TenantId? tenant = null) =>
        await Live.GetAsync(tenant ?? Tenant, runtime, Token);

    public async Task<byte[]> StoredAsync(string name, TenantId? tenant = null) =>
        (await Engine.KeyValue.GetAsync($"secret/{tenant ?? Tenant}/{name}", Token))!.Value.ToArray();

    public async Task PutStoredAsync(string name, byte[] document, TenantId? tenant = null) =>
        await Engine.KeyValue.PutAsync($"secret/{tenant ?? Tenant}/{name}", document, null, Token);

    public async ValueTask DisposeAsync()
    {
        foreach (LiveSecrets node in _nodes) await node.DisposeAsync();
        await Engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
