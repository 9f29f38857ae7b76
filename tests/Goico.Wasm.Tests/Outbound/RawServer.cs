using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>
/// A server on the loopback whose answers are written byte by byte by the test, and which keeps what it was sent.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<SeenRequest, Stream, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    private RawServer(Func<SeenRequest, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Origin => $"http://127.0.0.1:{Port}";

    /// <summary>How many connections were ever accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public static RawServer Start(Func<SeenRequest, Stream, Task> answer) => new(answer);

    public static RawServer Start(string answer) => Start(_ => answer);

    public static RawServer Start(Func<SeenRequest, string> answer) => new((request, stream) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(answer(request))).AsTask());

    /// <summary>A whole answer of status 200.</summary>
    public static string Ok(string body, string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    public static string Redirect(int status, string location) =>
        $"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        // Only now: to accept from a listener that is gone is another fault than to be cancelled.
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            try
            {
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    await _answer(request, stream).WaitAsync(_stop.Token);
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or InvalidOperationException)
            {
                // The client has gone, the test is over, or the answer closed the connection.
            }
        }
    }

    private async Task<SeenRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head.Append((char)one[0]);
        }
        string text = head.ToString();
        string? length = SeenRequest.HeaderOf(text, "Content-Length");
        byte[] body = new byte[length is null ? 0 : int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new SeenRequest(text, body);
    }
}
