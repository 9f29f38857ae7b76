namespace Goico.Hosting;

/// <summary>A named address that a service listens on.</summary>
/// <param name="Name">The name routes are bound to and <see cref="ServiceHost.Addresses"/> is keyed by; unique
/// within a host, compared by ordinal.</param>
/// <param name="Address"><c>host:port</c>. <c>:8080</c>, <c>8080</c> and <c>localhost:8080</c> mean 127.0.0.1;
/// IPv6 is written <c>[::1]:8080</c>; <c>*:8080</c> is every address of the machine. Port 0 takes a free port.</param>
/// <param name="Protocol">What is spoken there.</param>
public sealed record ServiceEndpoint(
    string Name, string Address, EndpointProtocol Protocol = EndpointProtocol.Http1);
