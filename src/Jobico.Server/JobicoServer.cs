using Goico.Hosting;
using Goico.Wasm;
using Goico.Wasm.Outbound;
using Jobico.Catalog;
using Jobico.Control;
using Jobico.Executor;
using Jobico.Listener;
using Jobico.Model.Delivery;
using Jobico.Queue;
using Jobico.Recorder;
using Jobico.Repository;
using Jobico.Secrets;
using Jobico.Storage;
using Jobico.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobico.Server;

/// <summary>The composition root: all roles in one process, over the embedded engine.</summary>
public sealed class JobicoServer : IAsyncDisposable
{
    private const string ListenerEndpoint = "listener";
    private const string ApiEndpoint = "api";

    private readonly ServiceHost _host;
    private readonly IStorageEngine _engine;

    private JobicoServer(ServiceHost host, IStorageEngine engine)
    {
        _host = host;
        _engine = engine;
    }

    /// <summary>Where events are posted.</summary>
    public Uri Listener => _host.Addresses[ListenerEndpoint];

    /// <summary>Where the API is served.</summary>
    public Uri Api => _host.Addresses[ApiEndpoint];

    /// <summary>Opens the data folder, binds the addresses and begins to work.</summary>
    /// <param name="options">What the operator set.</param>
    /// <param name="compiler">The process that compiles uploaded modules; null to compile in this one.</param>
    /// <param name="heedSignals">Whether SIGTERM and SIGINT ask for a stop, from before the first request is
    /// taken.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="StorageException">The data folder can't be used; the message says why and what to
    /// do.</exception>
    /// <exception cref="HostingException">An address can't be listened on; the message says why and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token or a signal ended the start.</exception>
    public static async Task<JobicoServer> StartAsync(
        ServerOptions options, CompilerProcess? compiler, bool heedSignals, CancellationToken cancellationToken)
    {
        ServiceHostBuilder builder = ServiceHostBuilder.Create(HostOptions(options));
        SqliteStorageEngine engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = options.Data }, TimeProvider.System, cancellationToken);
        ServiceHost? host = null;
        try
        {
            AddServices(builder.Services, options, compiler, engine);
            builder.MapOn(ListenerEndpoint, routes => routes.MapListener());
            builder.MapOn(ApiEndpoint, routes =>
            {
                routes.MapGrpcService<ControlService>();
                routes.MapGrpcService<RepositoryService>();
                routes.MapGrpcService<RecorderService>();
                routes.MapGrpcService<SecretsService>();
            });
            host = builder.Build();
            if (heedSignals) host.HeedSignals();
            await host.StartAsync(cancellationToken);
            return new JobicoServer(host, engine);
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Works until SIGTERM, SIGINT or the token asks for a stop; then drains and stops.</summary>
    /// <returns>How the stop went.</returns>
    public Task<StopReport> RunUntilSignalAsync(CancellationToken cancellationToken) =>
        _host.RunUntilSignalAsync(cancellationToken);

    /// <summary>Drains and stops, if that was not done yet, and lets go of the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private static ServiceHostOptions HostOptions(ServerOptions options) => new()
    {
        Name = "jobico",
        Version = typeof(JobicoServer).Assembly.GetName().Version!.ToString(3),
        Endpoints =
        [
            new ServiceEndpoint(ListenerEndpoint, options.Listen),
            new ServiceEndpoint(ApiEndpoint, options.ApiListen, EndpointProtocol.Http2),
        ],
        AllowAnonymous = options.AllowAnonymous,
        DrainTimeout = options.DrainTimeout,
        LogFormat = options.LogFormat,
        LogLevel = options.LogLevel,
        // Uploads are streams of any length, and the Listener has its own limit with its own answer.
        MaxRequestBodyBytes = (long)options.MaxModuleBytes * 2,
    };

    private static void AddServices(
        IServiceCollection services, ServerOptions options, CompilerProcess? compiler, IStorageEngine engine)
    {
        services.AddSingleton(engine);
        services.AddSingleton(provider => CompiledCode.OpenEngine(
            options,
            compiler,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WasmEngine>>()));
        services.AddSingleton(provider => new OutboundHttp(
            new OutboundOptions
            {
                PrivateOrigins = options.PrivateHttp,
                Proxy = options.HttpProxy is { } proxy ? new Uri(proxy) : null,
            },
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LiveCatalog>().AddSingleton<SchemaCatalog>();
        services.AddSingleton(SecretKey.TryParse(options.SecretsKey, out SecretKey? key)
            ? new SecretKeyring(key)
            : new SecretKeyring(options.Data));
        services.AddSingleton<LiveSecrets>().AddSingleton<SecretStore>();
        services.AddListener(new ListenerOptions
        {
            MaxBodyBytes = options.MaxBodyBytes,
            MaxEventsPerPost = options.MaxEventsPerPost,
        });
        services.AddSingleton(new QueueOptions { MaxRunningPerTenant = Math.Max(1, options.MaxWorkers / 2) });
        services.AddSingleton<EventDelivery>();
        services.AddSingleton<IEventDelivery>(provider => provider.GetRequiredService<EventDelivery>());
        services.AddSingleton(new ExecutorOptions
        {
            Workers = Math.Min(options.Workers, options.MaxWorkers),
            MaxWorkers = options.MaxWorkers,
        });
        services.AddSingleton<EventExecutor>();
        services.AddSingleton<RecorderLifetime>();
        services.AddSingleton<Deployments>();
        services.AddSingleton(new RepositoryOptions
        {
            MaxModuleBytes = options.MaxModuleBytes,
            MaxSchemaBytes = options.MaxSchemaBytes,
        });
        services.AddSingleton<FileCheck>().AddSingleton<FileStore>();
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<StorageFaults>();
            // Everyone here may see why a call failed: the messages are written for them.
            grpc.EnableDetailedErrors = false;
        });
        services.AddParts();
    }
}
