using System.Net.Sockets;

namespace Goico.Wasm.Outbound;

/// <summary>An open connection; says once when it is closed.</summary>
internal sealed class DialedStream(Socket socket, Action closed) : NetworkStream(socket, ownsSocket: true)
{
    private Action? _closed = closed;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Interlocked.Exchange(ref _closed, null)?.Invoke();
    }
}
