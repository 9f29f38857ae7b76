using Goico.Hosting;
using Jobico.Server;
using Microsoft.Extensions.Logging;

namespace Jobico.Cli.Demo;

/// <summary>A server in this process, on loopback, in a folder that goes with it.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly JobicoServer _server;
    private readonly bool _temporary;

    private DemoServer(JobicoServer server, string data, bool temporary)
    {
        _server = server;
        Data = data;
        _temporary = temporary;
    }

    /// <summary>Where events are posted.</summary>
    public Uri Listener => _server.Listener;

    /// <summary>Where the API is.</summary>
    public Uri Api => _server.Api;

    /// <summary>The data folder's path.</summary>
    public string Data { get; }

    /// <summary>Starts it: on the usual ports, or on others where they are taken.</summary>
    /// <param name="data">The data folder; null for a temporary one, removed at the end.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<DemoServer> StartAsync(string? data, CancellationToken cancellationToken)
    {
        string folder = data ?? Directory.CreateTempSubdirectory("jobico-demo-").FullName;
        try
        {
            return new DemoServer(await StartInAsync(folder, cancellationToken), folder, temporary: data is null);
        }
        catch
        {
            if (data is null) Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Asked to stop already: it drains as at a signal, and so ends what runs before the folder goes.
            await _server.RunUntilSignalAsync(new CancellationToken(canceled: true));
            await _server.DisposeAsync();
        }
        finally
        {
            if (_temporary) Directory.Delete(Data, recursive: true);
        }
    }

    private static async Task<JobicoServer> StartInAsync(string folder, CancellationToken cancellationToken)
    {
        // The demonstration is on the screen: of the log only what is wrong.
        var usual = new ServerOptions { Data = folder, LogLevel = LogLevel.Warning };
        try
        {
            return await JobicoServer.StartAsync(usual, compiler: null, heedSignals: false, cancellationToken);
        }
        catch (HostingException fault) when (fault.Failure == HostingFailure.AddressInUse)
        {
            var other = new ServerOptions
            {
                Data = folder,
                LogLevel = LogLevel.Warning,
                Listen = "127.0.0.1:0",
                ApiListen = "127.0.0.1:0",
            };
            return await JobicoServer.StartAsync(other, compiler: null, heedSignals: false, cancellationToken);
        }
    }
}
