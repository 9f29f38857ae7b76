namespace Goico.Hosting.Endpoints;

/// <summary>
/// The name of an endpoint: as a feature of a connection, the one it came in by; as metadata of a route, the only one
/// it is served on. The Host header is no substitute: the caller chooses it.
/// </summary>
internal sealed record EndpointBinding(string Name);
