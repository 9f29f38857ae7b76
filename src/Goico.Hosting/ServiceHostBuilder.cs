using Goico.Hosting.Endpoints;
using Goico.Hosting.Logging;
using Goico.Hosting.Requests;
using Goico.Hosting.Stopping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting;

/// <summary>Puts a service together: services, routes, parts and readiness checks. Used once, on one thread.</summary>
public sealed class ServiceHostBuilder
{
    private readonly WebApplicationBuilder _builder;
    private readonly ServiceHostOptions _options;
    private readonly List<(string? Endpoint, Action<IEndpointRouteBuilder> Map)> _maps = [];
    private readonly Dictionary<string, ListenOptions> _listening = new(StringComparer.Ordinal);

    private ServiceHostBuilder(ServiceHostOptions options)
    {
        _options = options;
        // Empty: no appsettings.json, no ASPNETCORE_ variables, no middleware that nobody asked for, and a start
        // that costs a fraction of the default builder's.
        _builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = options.Name });
        AddLogging();
        AddHost();
    }

    /// <summary>The services of the host. <see cref="ServicePart"/> and <see cref="ReadinessCheck"/> singletons are
    /// found here; <see cref="ServiceLifetime"/> and <see cref="TimeProvider"/> are provided.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>The framework's configuration: empty, for components that insist on one.</summary>
    public IConfiguration Configuration => _builder.Configuration;

    /// <summary>Begins a host.</summary>
    /// <param name="options">What it is told; checked by <see cref="Build"/>.</param>
    /// <returns>The builder.</returns>
    public static ServiceHostBuilder Create(ServiceHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ServiceHostBuilder(options);
    }

    /// <summary>Adds routes that are served on every endpoint.</summary>
    /// <param name="map">Adds them.</param>
    public void Map(Action<IEndpointRouteBuilder> map) => _maps.Add((null, map));

    /// <summary>Adds routes that are served on connections of one endpoint only; on others they do not exist.</summary>
    /// <param name="endpointName">The endpoint's name.</param>
    /// <param name="map">Adds them.</param>
    /// <exception cref="ArgumentException">No endpoint has that name.</exception>
    public void MapOn(string endpointName, Action<IEndpointRouteBuilder> map)
    {
        if (!_options.Endpoints.Any(e => e.Name == endpointName))
            throw new ArgumentException($"No endpoint is named '{endpointName}'.", nameof(endpointName));
        _maps.Add((endpointName, map));
    }

    /// <summary>Checks the addresses and puts the host together. Nothing listens or runs yet.</summary>
    /// <returns>The host; the caller disposes it.</returns>
    /// <exception cref="HostingException">An address is not understood, not permitted or given twice.</exception>
    /// <exception cref="ArgumentException">There is no endpoint, or two have one name.</exception>
    public ServiceHost Build()
    {
        IReadOnlyList<ListenAddress> addresses = ListenAddress.ParseAll(_options.Endpoints, _options.AllowAnonymous);
        _builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => ConfigureServer(kestrel, addresses));
        Services.Configure<SocketTransportOptions>(
            sockets => sockets.CreateBoundListenSocket = target => ListenSockets.Open(target, addresses));

        WebApplication application = _builder.Build();
        application.Use(application.Services.GetRequiredService<RequestPipeline>().Then);
        // Named here, routing stays behind the gate; the framework would put it first.
        application.UseRouting();
        foreach ((string? endpoint, Action<IEndpointRouteBuilder> map) in _maps)
        {
            if (endpoint is null) map(application);
            else map(application.MapGroup("").WithMetadata(new EndpointBinding(endpoint)));
        }

        return new ServiceHost(application, _options, _listening);
    }

    private void AddLogging()
    {
        Services.AddLogging(logging => logging
            .SetMinimumLevel(_options.LogLevel)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            // A failed start reaches the caller as an exception; logging it as well would say it twice.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None));
        Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(_options));
    }

    private void AddHost()
    {
        Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, SignalFreeLifetime>());
        Services.Configure<HostOptions>(
            // The drain has its own deadlines; by then only idle connections are left to close.
            host => host.ShutdownTimeout = _options.CloseTimeout);
        Services.AddRouting();
        Services.AddSingleton<MatcherPolicy, EndpointBindingPolicy>();
        Services.AddSingleton(_options);
        Services.AddSingleton(_options.TimeProvider);
        Services.AddSingleton(new ServiceLifetime());
        Services.AddSingleton<RequestGate>();
        Services.AddSingleton<HealthResponses>();
        Services.AddSingleton<RequestPipeline>();
    }

    private void ConfigureServer(KestrelServerOptions kestrel, IReadOnlyList<ListenAddress> addresses)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = _options.MaxRequestBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = _options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        foreach (ListenAddress address in addresses)
        {
            ServiceEndpoint endpoint = address.Endpoint;
            EndpointBinding binding = new(endpoint.Name);
            kestrel.Listen(address.Target, listen =>
            {
                listen.Protocols = endpoint.Protocol == EndpointProtocol.Http2
                    ? HttpProtocols.Http2
                    : HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Features.Set(binding);
                    return next(connection);
                });
                _listening[endpoint.Name] = listen;
            });
        }
    }
}
