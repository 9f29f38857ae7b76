using System.Net;

namespace Goico.Wasm.Outbound;

/// <summary>What holds for all outbound requests of a process; fixed once it runs.</summary>
public sealed record OutboundOptions
{
    /// <summary>The longest that one request may take, redirects included; 10 s unless told.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A request body's size in bytes; 1 MiB unless told.</summary>
    public int MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>The size of a request's header names and values together in bytes; 16 KiB unless told.</summary>
    public int MaxRequestHeaderBytes { get; init; } = 16 << 10;

    /// <summary>
    /// A response body's size in bytes, after decompression where the server compressed it; 1 MiB unless told.
    /// </summary>
    public int MaxResponseBytes { get; init; } = 1 << 20;

    /// <summary>
    /// The size of a response's status line and headers in bytes, rounded up to whole KiB; 32 KiB unless told.
    /// </summary>
    public int MaxResponseHeadBytes { get; init; } = 32 << 10;

    /// <summary>Redirects that one request may follow; 5 unless told.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Requests under way at once; one beyond it is refused. 256 unless told.</summary>
    public int MaxRequests { get; init; } = 256;

    /// <summary>As <see cref="MaxRequests"/>, for one owner of policies; 64 unless told.</summary>
    public int MaxRequestsOfOwner { get; init; } = 64;

    /// <summary>
    /// Connections open, idle or being opened at once; one beyond it is refused. 1,024 unless told. Idle ones close
    /// after a minute.
    /// </summary>
    public int MaxConnections { get; init; } = 1_024;

    /// <summary>As <see cref="MaxConnections"/>, for those that one owner's requests opened; 256 unless told.</summary>
    public int MaxConnectionsOfOwner { get; init; } = 256;

    /// <summary>
    /// Whether an allow-list may grant a private address at all, by naming it (<see cref="OutboundOrigin.IsPrivate"/>);
    /// true unless told. Where those who write allow-lists are not trusted with the machine's own network: false.
    /// </summary>
    public bool PrivateOrigins { get; init; } = true;

    /// <summary>
    /// An HTTP proxy (<c>http://host:port</c>) for all requests except those to private addresses named in an
    /// allow-list; null (the default) for none: the environment's proxy is never used. Host names are resolved by the
    /// proxy, which then has to refuse those that lead to private addresses.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>
    /// How a host name becomes addresses; the system's resolver unless told. It throws
    /// <see cref="System.Net.Sockets.SocketException"/> where there is none.
    /// </summary>
    public Func<string, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether a URL can be <see cref="Proxy"/>: http, and no more than a host and a port.</summary>
    public static bool IsProxy(Uri url) =>
        url is { IsAbsoluteUri: true, Scheme: "http", UserInfo: "", PathAndQuery: "/", Fragment: "" };

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRequestBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRequestHeaderBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxResponseBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxResponseBytes, Array.MaxLength - 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxResponseHeadBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRedirects);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxRequests);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxRequestsOfOwner);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnectionsOfOwner);
        if (Proxy is { } proxy && !IsProxy(proxy))
            throw new ArgumentException("The proxy is not of the form http://host:port.", nameof(Proxy));
    }
}
