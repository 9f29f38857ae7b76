using System.Net;
using System.Net.Http.Headers;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>
/// A guest's request as far as it can be checked without looking at who may send it where; and what it becomes when
/// it is redirected.
/// </summary>
internal sealed class OutboundRequest
{
    private const int MaxUrlLength = 8_192;
    private const int MaxMethodLength = 20;
    private const int MaxHeaders = 100;

    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly ReadOnlyMemory<byte> _body;

    private OutboundRequest(
        string method, Uri url, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        Method = method;
        Url = url;
        Origin = OutboundOrigin.Of(url);
        _headers = headers;
        _body = body;
    }

    public string Method { get; }

    public Uri Url { get; }

    public OutboundOrigin Origin { get; }

    /// <summary>Checks a guest's request; a refusal where it is not to be sent.</summary>
    public static OutboundRequest? Check(
        GuestHttpRequest request, OutboundOptions options, out GuestAnswer.Refused? refusal)
    {
        refusal = null;
        if (RefusalOf(request, options, out Uri? url) is { } found)
        {
            refusal = found;
            return null;
        }
        return new OutboundRequest(request.Method, url!, request.Headers, request.Body);
    }

    /// <summary>What is wrong with a URL, or null.</summary>
    public static string? ProblemOf(Uri url)
    {
        if (url.Scheme is not ("http" or "https"))
            return $"The scheme {QuotedText.Of(url.Scheme)} is neither http nor https.";
        if (url.UserInfo.Length > 0) return "The URL holds a user name: credentials belong into a header.";
        return url.IdnHost.Length == 0 ? "The URL has no host." : null;
    }

    /// <summary>
    /// The request after a redirect, by the rules of the Fetch standard (section 4.4, HTTP-redirect fetch): 303 makes
    /// all but HEAD a GET, 301 and 302 make POST one, and a GET so made has no body.
    /// </summary>
    public OutboundRequest Redirected(HttpStatusCode status, Uri target)
    {
        bool becomesGet = status switch
        {
            HttpStatusCode.SeeOther => Method is not ("GET" or "HEAD"),
            HttpStatusCode.MovedPermanently or HttpStatusCode.Found => Method == "POST",
            _ => false,
        };
        bool crosses = OutboundOrigin.Of(target) != Origin;
        KeyValuePair<string, string>[] headers = [.. _headers.Where(header =>
            !(crosses && HeaderRules.IsForOneOrigin(header.Key)) && !(becomesGet && HeaderRules.IsOfBody(header.Key)))];
        return new OutboundRequest(becomesGet ? "GET" : Method, target, headers, becomesGet ? default : _body);
    }

    /// <summary>The message to send.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), Url)
        {
            // A connection carries one request at a time then, so that no two owners share a flow.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = _body.IsEmpty ? null : new ReadOnlyMemoryContent(_body),
        };
        foreach ((string name, string value) in _headers)
        {
            // What the stack takes for a header of the body it refuses here.
            if (message.Headers.TryAddWithoutValidation(name, value)) continue;
            message.Content ??= new ReadOnlyMemoryContent(default);
            HttpContentHeaders ofBody = message.Content.Headers;
            ofBody.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    private static GuestAnswer.Refused? RefusalOf(GuestHttpRequest request, OutboundOptions options, out Uri? url)
    {
        url = null;
        if (!IsMethod(request.Method))
            return Invalid($"{QuotedText.Of(request.Method)} is no method that may be sent: GET, POST and so on.");
        if (request.Url.Length > MaxUrlLength) return OverLimit($"The URL is longer than {MaxUrlLength} characters.");
        if (request.Url.AsSpan().ContainsAnyInRange('\0', ' ') || request.Url.Contains('\\', StringComparison.Ordinal))
            return Invalid("The URL holds a space, a control character or a backslash.");
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out url))
            return Invalid("The URL is not one, or not absolute: write it as https://host/path.");
        if (ProblemOf(url) is { } problem) return Invalid(problem);
        if (request.Timeout is { } timeout && timeout <= TimeSpan.Zero) return Invalid("The timeout is not positive.");
        if (request.Body.Length > options.MaxRequestBytes)
            return OverLimit($"The request's body is larger than {options.MaxRequestBytes} bytes.");
        if (request.Headers.Count > MaxHeaders) return OverLimit($"The request has more than {MaxHeaders} headers.");
        long headerBytes = 0;
        foreach ((string name, string value) in request.Headers)
        {
            headerBytes += name.Length + value.Length;
            if (headerBytes > options.MaxRequestHeaderBytes)
                return OverLimit($"The request's headers are larger than {options.MaxRequestHeaderBytes} bytes.");
            if (HeaderRules.ProblemOf(name, value) is { } misfit) return Invalid(misfit);
        }
        return null;
    }

    /// <summary>
    /// Upper-case letters, as all registered methods are, but for those that ask for a tunnel or for an echo of
    /// what proxies add.
    /// </summary>
    private static bool IsMethod(string method) =>
        method.Length is > 0 and <= MaxMethodLength
        && !method.AsSpan().ContainsAnyExceptInRange('A', 'Z')
        && method is not ("CONNECT" or "TRACE" or "TRACK");

    private static GuestAnswer.Refused Invalid(string message) => new(GuestRefusal.Invalid, message);

    private static GuestAnswer.Refused OverLimit(string message) => new(GuestRefusal.OverLimit, message);
}
