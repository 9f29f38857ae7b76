using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Jobico.EndToEnd.Tests;

/// <summary>Plays what a sample sends requests to: takes them from whoever knows the token, and keeps them.</summary>
internal sealed class SampleReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly string _token;
    private readonly Task _serving;

    private SampleReceiver(string token)
    {
        _token = token;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = free.LocalEndpoint.ToString()!;
        }
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>Method, path and body of what was taken.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static SampleReceiver Start(string token) => new(token);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var reader = new StreamReader(context.Request.InputStream);
            string body = await reader.ReadToEndAsync();
            bool known = context.Request.Headers["Authorization"] == "Bearer " + _token;
            if (known) _requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl} {body}");
            context.Response.StatusCode = known ? 202 : 401;
            context.Response.Close();
        }
    }
}
