using System.Globalization;
using System.Net;

namespace Goico.Hosting.Endpoints;

/// <summary>A <see cref="ServiceEndpoint"/> whose address was understood and permitted.</summary>
internal sealed record ListenAddress(ServiceEndpoint Endpoint, IPEndPoint Target)
{
    public static IReadOnlyList<ListenAddress> ParseAll(IReadOnlyList<ServiceEndpoint> endpoints, bool allowAnonymous)
    {
        if (endpoints.Count == 0) throw new ArgumentException("A host needs at least one endpoint.", nameof(endpoints));
        List<ListenAddress> parsed = [];
        foreach (ServiceEndpoint endpoint in endpoints)
        {
            if (parsed.Exists(p => p.Endpoint.Name == endpoint.Name))
                throw new ArgumentException($"Two endpoints are named '{endpoint.Name}'.", nameof(endpoints));
            ListenAddress address = Parse(endpoint, allowAnonymous);
            ListenAddress? twin = parsed.Find(p => p.Target.Port != 0 && p.Target.Equals(address.Target));
            if (twin is not null)
            {
                throw new HostingException(
                    HostingFailure.AddressInUse,
                    endpoint.Address,
                    $"Endpoint '{endpoint.Name}' cannot listen on {endpoint.Address}: endpoint " +
                    $"'{twin.Endpoint.Name}' of the same service listens there. Give each its own port.");
            }

            parsed.Add(address);
        }

        return parsed;
    }

    private static ListenAddress Parse(ServiceEndpoint endpoint, bool allowAnonymous)
    {
        string text = endpoint.Address.Trim();
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "" : text[..colon];
        if (!ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            throw Invalid(endpoint, "it has no port from 0 to 65535");
        IPAddress address = host switch
        {
            "" => IPAddress.Loopback,
            "*" => IPAddress.IPv6Any,
            _ when host.Equals("localhost", StringComparison.OrdinalIgnoreCase) => IPAddress.Loopback,
            _ => ParseHost(endpoint, host),
        };
        if (!IPAddress.IsLoopback(address) && !allowAnonymous)
        {
            throw new HostingException(
                HostingFailure.AddressNotPermitted,
                endpoint.Address,
                $"Endpoint '{endpoint.Name}' may not listen on {endpoint.Address}: other machines can reach that " +
                "address, and this service does not ask callers who they are. Listen on 127.0.0.1, or give " +
                "--allow-anonymous, which lets anyone who can reach the address do everything the service can do.");
        }

        return new ListenAddress(endpoint, new IPEndPoint(address, port));
    }

    private static IPAddress ParseHost(ServiceEndpoint endpoint, string host)
    {
        bool bracketed = host is ['[', .., ']'];
        ReadOnlySpan<char> inner = bracketed ? host.AsSpan(1, host.Length - 2) : host;
        // An unbracketed IPv6 address would make the last group look like a port; "127.1" and "1" are no addresses
        // that anyone writes on purpose, though the parser takes them.
        bool isAddress = bracketed
            ? inner.Contains(':') && IPAddress.TryParse(inner, out _)
            : inner.Count('.') == 3 && !inner.Contains(':') && IPAddress.TryParse(inner, out _);
        return isAddress
            ? IPAddress.Parse(inner)
            : throw Invalid(endpoint, $"'{host}' is no IP address, localhost or *");
    }

    private static HostingException Invalid(ServiceEndpoint endpoint, string why) =>
        new(
            HostingFailure.AddressInvalid,
            endpoint.Address,
            $"Endpoint '{endpoint.Name}' cannot listen on '{endpoint.Address}': {why}. Write host:port, such as " +
            "127.0.0.1:8080, :8080 or [::1]:8080.");
}
