using Grpc.Net.Client;
using V1 = Jobico.Api.V1;

namespace Jobico.Cli.Remote;

/// <summary>A server's API.</summary>
internal sealed class ApiConnection : IDisposable
{
    private readonly GrpcChannel _channel;

    /// <summary>Makes it; the first call connects.</summary>
    public ApiConnection(Uri address)
    {
        Address = address;
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                // A proxy of the environment is for the web, and would not speak HTTP/2 in the clear.
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                // A stream may be silent for hours: a server that vanished is found out.
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            },
            DisposeHttpClient = true,
        });
        Control = new V1.Control.ControlClient(_channel);
        Repository = new V1.Repository.RepositoryClient(_channel);
        Recorder = new V1.Recorder.RecorderClient(_channel);
        Secrets = new V1.Secrets.SecretsClient(_channel);
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Definitions.</summary>
    public V1.Control.ControlClient Control { get; }

    /// <summary>Files.</summary>
    public V1.Repository.RepositoryClient Repository { get; }

    /// <summary>Executions.</summary>
    public V1.Recorder.RecorderClient Recorder { get; }

    /// <summary>Secrets.</summary>
    public V1.Secrets.SecretsClient Secrets { get; }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
