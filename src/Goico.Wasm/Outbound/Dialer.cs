using System.Net;
using System.Net.Sockets;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>
/// Opens the connections of the HTTP stack, to addresses that may be reached only. The check is made on the very
/// addresses that are then connected to, so that a name can't lead elsewhere between check and use. What a host may
/// lead to follows from the host alone (an address and <c>localhost</c> to themselves, any other name to public
/// addresses), and the stack shares connections by host: so a connection that is there is one that may be had,
/// whichever policy admits the request.
/// </summary>
internal sealed class Dialer(OutboundOptions options, Allowance connections)
{
    /// <summary>Whose request it is.</summary>
    public static readonly HttpRequestOptionsKey<string> Owner = new("outbound.owner");

    private static readonly IPAddress[] Loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];

    /// <summary>Opens a connection.</summary>
    /// <exception cref="DialException">There is none to be had.</exception>
    public async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // The stack's own CONNECT to a proxy has no owner: those are counted together.
        string owner = context.InitialRequestMessage.Options.TryGetValue(Owner, out string? known) ? known : "";
        if (!connections.TryTake(owner))
        {
            throw new DialException(
                GuestRefusal.OverLimit, "Too many connections are open; idle ones close within a minute.");
        }
        try
        {
            // The look-up is not given up early: whoever waits for the connection waits with a limit of his own, and
            // a resolver's thread that is still busy must stay counted.
            IPAddress[] addresses = await AddressesOfAsync(context.DnsEndPoint);
            return await ConnectAsync(addresses, context.DnsEndPoint, owner, cancellationToken);
        }
        catch
        {
            connections.Return(owner);
            throw;
        }
    }

    private async ValueTask<IPAddress[]> AddressesOfAsync(DnsEndPoint endPoint)
    {
        bool isProxy = options.Proxy is { } proxy && endPoint.Host == proxy.IdnHost && endPoint.Port == proxy.Port;
        if (IPAddress.TryParse(endPoint.Host, out IPAddress? literal)) return [literal];
        if (endPoint.Host == NetworkAddress.Localhost) return Loopback;
        IPAddress[] addresses = await ResolveAsync(endPoint.Host);
        if (isProxy) return addresses;
        IPAddress[] reachable = Array.FindAll(addresses, NetworkAddress.IsPublic);
        return reachable.Length > 0 ? reachable : throw new DialException(
            GuestRefusal.NotGranted,
            $"The host {QuotedText.Of(endPoint.Host)} leads to no public address; an address that is not public is "
            + "granted only by an origin that names the address itself.");
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host)
    {
        try
        {
            if (await options.Resolve(host) is { Length: > 0 } addresses) return addresses;
        }
        catch (SocketException)
        {
            // Why is the resolver's and tells of the network here.
        }
        throw new DialException(GuestRefusal.Failed, $"The host name {QuotedText.Of(host)} can't be resolved.");
    }

    private async ValueTask<Stream> ConnectAsync(
        IPAddress[] addresses, DnsEndPoint endPoint, string owner, CancellationToken cancellationToken)
    {
        foreach (IPAddress address in addresses)
        {
            if (await TryConnectAsync(address, endPoint.Port, cancellationToken) is { } socket)
                return new DialedStream(socket, () => connections.Return(owner));
        }
        throw new DialException(
            GuestRefusal.Failed, $"{QuotedText.Of(endPoint.Host)} takes no connection at port {endPoint.Port}.");
    }

    private static async ValueTask<Socket?> TryConnectAsync(
        IPAddress address, int port, CancellationToken cancellationToken)
    {
        Socket? socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken);
            Socket connected = socket;
            socket = null;
            return connected;
        }
        catch (SocketException)
        {
            return null;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
