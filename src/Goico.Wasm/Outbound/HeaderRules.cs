using System.Buffers;

namespace Goico.Wasm.Outbound;

/// <summary>Which headers a guest may send: none that frames the message or speaks to the connection.</summary>
internal static class HeaderRules
{
    /// <summary>RFC 9110's token, which names of headers are.</summary>
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <summary>
    /// Schemes that sign in the connection rather than the request: on a shared connection the next request would
    /// be signed in too, whoever sends it.
    /// </summary>
    private static readonly string[] ConnectionSchemes = ["NTLM", "Negotiate", "Kerberos"];

    /// <summary>Of a response: what concerns the connection, which the guest has none of.</summary>
    private static readonly HashSet<string> Withheld = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>What is wrong with a header of a request, or null.</summary>
    public static string? ProblemOf(string name, string value)
    {
        string shown = QuotedText.Of(name);
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
            return $"{shown} is no name of a header.";
        if (Reserved.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
            return $"The header {shown} is the host's to set.";
        foreach (char character in value)
        {
            if (character is (< ' ' or > '~') and not '\t')
                return $"The value of the header {shown} holds a character that is not printable ASCII.";
        }
        bool isAuthorization = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        if (isAuthorization && Array.Exists(ConnectionSchemes, scheme => IsOfScheme(value, scheme)))
            return "Authorization of this scheme belongs to a connection, and connections are shared.";
        return null;
    }

    /// <summary>Whether a header goes to one origin only and is dropped where a redirect leads to another.</summary>
    public static bool IsForOneOrigin(string name) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a header describes a body, and goes with it.</summary>
    public static bool IsOfBody(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the guest is shown a header of the response.</summary>
    public static bool IsShown(string name) => !Withheld.Contains(name);

    private static bool IsOfScheme(string value, string scheme)
    {
        ReadOnlySpan<char> trimmed = value.AsSpan().Trim(" \t");
        return trimmed.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && (trimmed.Length == scheme.Length || trimmed[scheme.Length] is ' ' or '\t');
    }
}
