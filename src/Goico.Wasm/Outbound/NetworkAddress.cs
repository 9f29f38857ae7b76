using System.Net;
using System.Net.Sockets;

namespace Goico.Wasm.Outbound;

/// <summary>
/// Which addresses belong to the public internet, by IANA's registries of special-purpose addresses (RFC 6890 and its
/// successors) and what clouds put beside them.
/// </summary>
internal static class NetworkAddress
{
    /// <summary>The one name that stands for this machine.</summary>
    public const string Localhost = "localhost";

    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's platform services answer to every virtual machine here, though the address is a public one.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    /// <summary>Protocol assignments (Teredo among them) and documentation.</summary>
    private static readonly IPNetwork[] SpecialV6 =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>
    /// Whether it is public. Forms of IPv6 that carry an IPv4 address (mapped, NAT64, 6to4) are what that address is.
    /// </summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return !IsIn(SpecialV4, address);
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (Nat64.Contains(address)) return IsPublic(new IPAddress(bytes[12..]));
        if (SixToFour.Contains(address)) return IsPublic(new IPAddress(bytes[2..6]));
        return GlobalV6.Contains(address) && !IsIn(SpecialV6, address);
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (IPNetwork network in networks)
            if (network.Contains(address)) return true;
        return false;
    }
}
