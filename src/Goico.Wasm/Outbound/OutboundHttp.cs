using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>
/// The way out for guests: sends their HTTP requests to the origins that a policy grants, within limits, and never to
/// the machine's own network unless the policy names the address. One for a process; safe for concurrent use.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private readonly OutboundOptions _options;
    private readonly TimeProvider _time;
    private readonly Allowance _requests;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _stack;

    /// <summary>Makes it; no connection is opened before the first request.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public OutboundHttp(OutboundOptions options, TimeProvider time)
    {
        options.Validate();
        _options = options;
        _time = time;
        _requests = new Allowance(options.MaxRequests, options.MaxRequestsOfOwner);
        var dialer = new Dialer(options, new Allowance(options.MaxConnections, options.MaxConnectionsOfOwner));
        _handler = StackOf(options, dialer);
        _stack = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    /// <summary>Sends a request and follows its redirects, each of which the policy has to grant too.</summary>
    /// <param name="request">What the guest asks; checked here.</param>
    /// <param name="policy">What is granted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see cref="GuestAnswer.Http"/> or <see cref="GuestAnswer.Refused"/>.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async ValueTask<GuestAnswer> SendAsync(
        GuestHttpRequest request, OutboundPolicy policy, CancellationToken cancellationToken)
    {
        if (OutboundRequest.Check(request, _options, out GuestAnswer.Refused? refusal) is not { } outbound)
            return refusal!;
        // Before it counts: what is not granted must not take from what is.
        if (Grant(outbound.Origin, policy, out refusal) is null) return refusal!;
        if (!_requests.TryTake(policy.Owner))
            return new GuestAnswer.Refused(GuestRefusal.OverLimit, "Too many HTTP requests are under way at once.");
        TimeSpan time = request.Timeout is { } own && own < _options.Time ? own : _options.Time;
        using var limit = new CancellationTokenSource(time, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(outbound, policy, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our limit, or the stack's own for opening a connection, which is as long.
            return new GuestAnswer.Refused(
                GuestRefusal.TimedOut, $"The HTTP request took longer than {time.TotalMilliseconds} ms.");
        }
        finally
        {
            _requests.Return(policy.Owner);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stack.Dispose();
        _handler.Dispose();
    }

    private async ValueTask<GuestAnswer> FollowAsync(
        OutboundRequest outbound, OutboundPolicy policy, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            if (Grant(outbound.Origin, policy, out GuestAnswer.Refused? refusal) is not { } grant)
            {
                return redirects == 0 ? refusal! : new GuestAnswer.Refused(
                    GuestRefusal.NotGranted, "The request was redirected to an origin that is not granted.");
            }
            try
            {
                using HttpRequestMessage message = outbound.ToMessage();
                message.Options.Set(Dialer.Owner, policy.Owner);
                // A wildcard stands for any number of hosts: idle connections to each would add up.
                if (grant.IsWildcard) message.Headers.ConnectionClose = true;
                using HttpResponseMessage response = await _stack.SendAsync(message, cancellationToken);
                if (OutboundResponse.TargetOf(response, outbound.Url) is not { } target)
                    return await OutboundResponse.ReadAsync(response, _options.MaxResponseBytes, cancellationToken);
                if (redirects == _options.MaxRedirects)
                {
                    return new GuestAnswer.Refused(
                        GuestRefusal.OverLimit, $"The request was redirected more than {_options.MaxRedirects} times.");
                }
                if (OutboundRequest.ProblemOf(target) is not null)
                {
                    return new GuestAnswer.Refused(
                        GuestRefusal.NotGranted,
                        "The request was redirected to a URL that is neither http nor https, or holds a user name.");
                }
                outbound = outbound.Redirected(response.StatusCode, target);
            }
            catch (Exception fault) when (TransportFault.Is(fault))
            {
                return TransportFault.Answer(fault, outbound.Origin, _options);
            }
        }
    }

    /// <summary>What of the policy grants an origin; null with a refusal where nothing does.</summary>
    private OutboundOrigin? Grant(OutboundOrigin target, OutboundPolicy policy, out GuestAnswer.Refused? refusal)
    {
        refusal = null;
        OutboundOrigin? grant = policy.FindGrant(target);
        if (grant is null)
        {
            refusal = new GuestAnswer.Refused(
                GuestRefusal.NotGranted, $"HTTP to {QuotedText.Of($"{target}")} is not granted ({policy.Grants()}).");
        }
        else if (target.IsPrivate && !_options.PrivateOrigins)
        {
            grant = null;
            refusal = new GuestAnswer.Refused(
                GuestRefusal.NotGranted,
                $"HTTP to {QuotedText.Of($"{target}")} is not granted: this server grants public addresses only.");
        }
        return grant;
    }

    private static SocketsHttpHandler StackOf(OutboundOptions options, Dialer dialer) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = options.Proxy is not null,
        Proxy = options.Proxy is { } proxy ? new OutboundProxy(proxy) : null,
        AutomaticDecompression = DecompressionMethods.All,
        MaxResponseHeadersLength = (options.MaxResponseHeadBytes + 1_023) / 1_024,
        // What is left of a body that nobody reads: a little, to keep the connection, or else the connection goes.
        MaxResponseDrainSize = 16 << 10,
        ConnectTimeout = options.Time,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        // Names move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = dialer.DialAsync,
        // No header of ours tells outsiders of traces here.
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions
        {
            // A certificate may name URLs to fetch its issuer from: that would be a request that nobody granted.
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
