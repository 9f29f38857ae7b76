using System.Net;

namespace Goico.Wasm.Outbound;

/// <summary>The proxy for all but private addresses that are named, which mean this machine's network.</summary>
internal sealed class OutboundProxy(Uri proxy) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

    public bool IsBypassed(Uri host) => OutboundOrigin.Of(host).IsPrivate;
}
