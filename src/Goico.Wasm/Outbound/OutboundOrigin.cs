using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Goico.Wasm.Outbound;

/// <summary>
/// One entry of an allow-list: a scheme, a host and a port, as <c>https://api.example.com</c>,
/// <c>http://127.0.0.1:8080</c> or <c>http://[::1]:8080</c>; the host's first label may be <c>*</c>, which stands for
/// every host below the rest.
/// </summary>
public sealed record OutboundOrigin
{
    private const int MaxLength = 300;

    private OutboundOrigin(string scheme, string host, int port, bool isWildcard)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        IsWildcard = isWildcard;
    }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>
    /// The host in lower case and ASCII, an IPv6 address without brackets; of a wildcard what follows <c>*.</c>.
    /// </summary>
    public string Host { get; }

    /// <summary>The port; the scheme's own where none was given.</summary>
    public int Port { get; }

    /// <summary>Whether it stands for the hosts below <see cref="Host"/>, at any depth, rather than for it.</summary>
    public bool IsWildcard { get; }

    /// <summary>
    /// Whether it is <c>localhost</c> or an IP address that is not public. Only such origins grant an address that is
    /// not public; a name that leads to one is refused.
    /// </summary>
    public bool IsPrivate =>
        Host == NetworkAddress.Localhost
        || (IPAddress.TryParse(Host, out IPAddress? address) && !NetworkAddress.IsPublic(address));

    /// <summary>Reads an origin; every rule about how one is written is here.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="origin">The origin, where it is one.</param>
    /// <param name="problem">Else what is wrong, and how to write it: a sentence.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out OutboundOrigin? origin,
        [NotNullWhen(false)] out string? problem)
    {
        origin = null;
        problem = Read(text, ref origin);
        return problem is null;
    }

    /// <summary>The origin as one would write it: without the scheme's own port.</summary>
    public override string ToString()
    {
        string host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        string port = Port == DefaultPort(Scheme) ? "" : $":{Port}";
        return $"{Scheme}://{(IsWildcard ? "*." : "")}{host}{port}";
    }

    /// <summary>The origin that an http or https URL belongs to.</summary>
    internal static OutboundOrigin Of(Uri url) => new(url.Scheme, HostOf(url), url.Port, isWildcard: false);

    /// <summary>Whether the origin of a URL is this one, or one that this wildcard stands for.</summary>
    internal bool Admits(OutboundOrigin target)
    {
        if (target.Scheme != Scheme || target.Port != Port) return false;
        if (!IsWildcard) return target.Host == Host;
        return target.Host.Length > Host.Length + 1
            && target.Host.EndsWith(Host, StringComparison.Ordinal)
            && target.Host[^(Host.Length + 1)] == '.';
    }

    private static string? Read(string text, ref OutboundOrigin? origin)
    {
        // What may be a password is never quoted.
        if (text.Contains('@', StringComparison.Ordinal))
            return "An origin has no user name and no '@': credentials belong into a header of the request.";
        string shown = QuotedText.Of(text);
        if (text.Length > MaxLength) return $"{shown} is longer than {MaxLength} characters.";
        int schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0) return $"{shown} has no scheme: write it as 'https://api.example.com'.";
        string scheme = text[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https")) return $"The scheme of {shown} is neither http nor https.";
        string authority = text[(schemeEnd + 3)..];
        if (authority.AsSpan().IndexOfAny('/', '?', '#') is >= 0 and var end)
        {
            return $"{shown} goes on after the host, but an origin has no path: write it as "
                + $"{QuotedText.Of(text[..(schemeEnd + 3 + end)])}.";
        }
        bool isWildcard = authority.StartsWith("*.", StringComparison.Ordinal);
        if (isWildcard) authority = authority[2..];
        if (authority.Contains('*', StringComparison.Ordinal))
            return $"{shown} has '*' where it may not be: only the whole first label may be one, as in "
                + "'https://*.example.com'.";
        if (authority.AsSpan().ContainsAnyExceptInRange('!', '\uFFFD')
            || authority.Contains('\\', StringComparison.Ordinal)
            || authority.Contains('%', StringComparison.Ordinal)
            || !Uri.TryCreate($"{scheme}://{authority}", UriKind.Absolute, out Uri? url)
            || HostOf(url).Length == 0)
        {
            return $"{shown} has no valid host and port after '://'.";
        }
        return Judge(authority, url, isWildcard, shown) is { } problem ? problem : Accept(url, isWildcard, ref origin);
    }

    private static string? Judge(string authority, Uri url, bool isWildcard, string shown)
    {
        string host = HostOf(url);
        if (url.Port is < 1 or > 65_535 || authority.EndsWith(':'))
            return $"The port of {shown} is not a number from 1 to 65535.";
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address);
        // A name that looks like a number or a short form of an address is one to the resolver: it is written out.
        bool isWrittenOut = authority.StartsWith('[')
            || authority.StartsWith($"{address}", StringComparison.Ordinal);
        if (isAddress && !isWrittenOut)
            return $"The address of {shown} is not written out: write it as '{address}'.";
        if (isWildcard && (isAddress || !host.Contains('.', StringComparison.Ordinal)))
            return $"The wildcard of {shown} stands for too much: at least two labels follow '*.'.";
        if (host.EndsWith('.')) return $"The host of {shown} ends with a dot.";
        return null;
    }

    private static string? Accept(Uri url, bool isWildcard, ref OutboundOrigin? origin)
    {
        origin = new OutboundOrigin(url.Scheme, HostOf(url), url.Port, isWildcard);
        return null;
    }

    /// <summary>The host as it goes to the resolver; addresses in the one form that .NET writes.</summary>
    private static string HostOf(Uri url)
    {
        string host = url.IdnHost.ToLowerInvariant();
        return IPAddress.TryParse(host, out IPAddress? address) ? address.ToString() : host;
    }

    private static int DefaultPort(string scheme) => scheme == Uri.UriSchemeHttps ? 443 : 80;
}
