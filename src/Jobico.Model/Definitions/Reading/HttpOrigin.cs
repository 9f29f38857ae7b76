using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Jobico.Model.Definitions.Reading;

/// <summary>
/// Reads the origin of a web server (RFC 6454, section 4), whose host may begin with the label <c>*</c> here. No more
/// is taken than is looked at when a request is sent, so that nobody believes in a path that is not checked.
/// </summary>
internal static class HttpOrigin
{
    private const int MaxHostLength = 253;

    private const int MaxLabelLength = 63;

    private const string AnyLabel = "*.";

    private const string Example = "write it as https://api.example.com, https://api.example.com:8443 or "
        + "https://*.example.com";

    /// <summary>
    /// The origin in lower case without the scheme's own port; null, with the problem as one sentence without a full
    /// stop, for what is none. What may be a password is never quoted.
    /// </summary>
    public static string? Read(string text, out string? problem)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            problem = $"an origin has no user name or password in it, nor any other '@': {Example}";
            return null;
        }
        int schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        string rest = schemeEnd < 0 ? text : text[(schemeEnd + 3)..];
        int end = rest.AsSpan().IndexOfAny("/\\?#");
        string authority = end < 0 ? rest : rest[..end];
        string? scheme = schemeEnd < 0 ? null : text[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
        {
            string shown = scheme is null ? authority : $"{scheme}://{authority}";
            problem = $"{Quoted.Text(shown)} does not begin with https:// or http://: {Example}";
            return null;
        }
        problem = ReadAuthority(authority, out string host, out int? port)
            ?? (end < 0 ? null : "an origin has no path, query or fragment: "
                + $"write {Quoted.Text(Format(scheme, host, port))}");
        return problem is null ? Format(scheme, host, port) : null;
    }

    private static string Format(string scheme, string host, int? port)
    {
        bool isOwn = port is null || port == (scheme == "https" ? 443 : 80);
        return isOwn ? $"{scheme}://{host}" : $"{scheme}://{host}:{port!.Value.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string? ReadAuthority(string authority, out string host, out int? port)
    {
        port = null;
        // The colons within brackets are the address's own.
        int hostEnd = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) : 0;
        int colon = hostEnd < 0 ? -1 : authority.IndexOf(':', hostEnd);
        string written = colon < 0 ? authority : authority[..colon];
        host = written.ToLowerInvariant();
        if (colon >= 0)
        {
            string digits = authority[(colon + 1)..];
            bool isPort = ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number);
            if (!isPort || number == 0)
                return $"{Quoted.Text(digits)} is no port: a port is a number from 1 to 65535";
            port = number;
        }
        if (host.Length == 0) return $"the origin has no host: {Example}";
        return host[0] == '[' ? NormaliseIPv6(ref host) : HostProblem(host);
    }

    private static string? NormaliseIPv6(ref string host)
    {
        string inner = host.TrimStart('[').TrimEnd(']');
        bool isAddress = host == $"[{inner}]"
            && !inner.Contains('%', StringComparison.Ordinal)
            && IPAddress.TryParse(inner, out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
        if (!isAddress) return $"{Quoted.Text(host)} is no IPv6 address";
        host = $"[{IPAddress.Parse(inner)}]";
        return null;
    }

    private static string? HostProblem(string host)
    {
        string name = host.StartsWith(AnyLabel, StringComparison.Ordinal) ? host[AnyLabel.Length..] : host;
        string shown = Quoted.Text(host);
        if (name.Contains('*', StringComparison.Ordinal))
            return $"{shown} has a '*' where it can't be: only the whole first label may be '*', as in *.example.com";
        if (!Ascii.IsValid(name))
            return $"{shown} has letters outside ASCII: write the host as it is looked up, beginning with xn--";
        string[] labels = name.Split('.');
        if (name.Length > MaxHostLength || !labels.All(IsLabel))
            return $"{shown} is no host: {Example}";
        if (name != host && labels.Length < 2)
            return $"{shown} stands for too much: at least two labels follow '*.', as in *.example.com";
        // What looks like a number is an address to every resolver, in one of many notations: one of them is enough.
        string last = labels[^1];
        if (!char.IsAsciiDigit(last[0])) return null;
        bool isAddress = name == host && IPAddress.TryParse(name, out IPAddress? address) && address.ToString() == name;
        return isAddress ? null : $"{shown} is no IPv4 address: write four numbers from 0 to 255, as in 192.0.2.1";
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && char.IsAsciiLetterOrDigit(label[0])
        && char.IsAsciiLetterOrDigit(label[^1])
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
