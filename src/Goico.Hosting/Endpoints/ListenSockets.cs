using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Goico.Hosting.Endpoints;

/// <summary>Opens listening sockets so that a refusal names the endpoint and its reason.</summary>
internal static class ListenSockets
{
    public static Socket Open(EndPoint target, IReadOnlyList<ListenAddress> addresses)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(target);
        }
        catch (SocketException fault)
        {
            throw Translate(fault, target, addresses);
        }
    }

    private static HostingException Translate(
        SocketException fault, EndPoint target, IReadOnlyList<ListenAddress> addresses)
    {
        ServiceEndpoint? endpoint = addresses.FirstOrDefault(a => a.Target.Equals(target))?.Endpoint;
        string address = endpoint?.Address ?? target.ToString()!;
        string subject = $"Endpoint '{endpoint?.Name}' cannot listen on {address}";
        return fault.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new HostingException(
                HostingFailure.AddressInUse,
                address,
                $"{subject}: another program listens there. Stop it, or choose another port.",
                fault),
            SocketError.AccessDenied => new HostingException(
                HostingFailure.PermissionDenied,
                address,
                $"{subject}: the operating system does not permit it to this user. Choose a port above 1023.",
                fault),
            _ => new HostingException(
                HostingFailure.AddressInvalid,
                address,
                $"{subject}: {fault.Message}. Choose an address of this machine.",
                fault),
        };
    }
}
