using System.Text.Json;

namespace Goico.Hosting.Tests;

/// <summary>A host on free ports with a client, and its log in memory.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly MemoryStream _log;

    private RunningHost(ServiceHost host, MemoryStream log)
    {
        Host = host;
        _log = log;
    }

    public ServiceHost Host { get; }

    public HttpClient Client { get; } = new();

    public static ServiceHostOptions Options(params ServiceEndpoint[] endpoints) => new()
    {
        Name = "sample",
        Version = "1.2.3",
        Endpoints = endpoints.Length > 0 ? endpoints : [new ServiceEndpoint("main", "127.0.0.1:0")],
    };

    public static RunningHost Build(
        Action<ServiceHostBuilder>? configure = null, ServiceHostOptions? options = null)
    {
        MemoryStream log = new();
        ServiceHostBuilder builder = ServiceHostBuilder.Create((options ?? Options()) with { LogOutput = log });
        configure?.Invoke(builder);
        return new RunningHost(builder.Build(), log);
    }

    public static async Task<RunningHost> StartAsync(
        Action<ServiceHostBuilder>? configure = null, ServiceHostOptions? options = null)
    {
        RunningHost running = Build(configure, options);
        await running.Host.StartAsync(TestContext.Current.CancellationToken);
        return running;
    }

    public Uri At(string path, string endpoint = "main") => new(Host.Addresses[endpoint], path);

    public Task<HttpResponseMessage> GetAsync(string path, string endpoint = "main") =>
        Client.GetAsync(At(path, endpoint), TestContext.Current.CancellationToken);

    public static async Task<JsonElement> ReadJsonAsync(HttpResponseMessage response)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Ends the host and gives its whole log.</summary>
    public async Task<string> EndAsync()
    {
        await DisposeAsync();
        return System.Text.Encoding.UTF8.GetString(_log.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
