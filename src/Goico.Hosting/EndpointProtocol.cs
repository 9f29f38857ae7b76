namespace Goico.Hosting;

/// <summary>What is spoken on a listening address.</summary>
public enum EndpointProtocol
{
    /// <summary>HTTP/1.1 with keep-alive, in clear text.</summary>
    Http1,

    /// <summary>HTTP/2 in clear text by prior knowledge (h2c), which gRPC needs.</summary>
    Http2,
}
