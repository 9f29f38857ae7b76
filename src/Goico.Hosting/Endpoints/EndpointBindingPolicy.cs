using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Goico.Hosting.Endpoints;

/// <summary>
/// Serves a bound route only on connections of its endpoint. A node of the route tree rather than a filter over
/// candidates, so that a request pays one comparison and no allocation.
/// </summary>
internal sealed class EndpointBindingPolicy : MatcherPolicy, INodeBuilderPolicy, IEndpointComparerPolicy
{
    // Before the HTTP method's policy (-1000): a route of another endpoint must not turn a 404 into a 405.
    public override int Order => -2000;

    public IComparer<Endpoint> Comparer => EndpointMetadataComparer<EndpointBinding>.Default;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(e => e.Metadata.GetMetadata<EndpointBinding>() is not null);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
    {
        List<PolicyNodeEdge> edges = [];
        foreach (string name in endpoints.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            edges.Add(new PolicyNodeEdge(name, [.. endpoints.Where(e => NameOf(e) is null || NameOf(e) == name)]));
        }

        List<Endpoint> unbound = [.. endpoints.Where(e => NameOf(e) is null)];
        if (unbound.Count > 0) edges.Add(new PolicyNodeEdge("", unbound));
        return edges;
    }

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new BindingJumpTable(exitDestination, edges);

    private static string? NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<EndpointBinding>()?.Name;

    private sealed class BindingJumpTable : PolicyJumpTable
    {
        private readonly KeyValuePair<string, int>[] _destinations;
        private readonly int _otherwise;

        public BindingJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
        {
            _otherwise = exitDestination;
            List<KeyValuePair<string, int>> named = [];
            foreach (PolicyJumpTableEdge edge in edges)
            {
                if (edge.State is string { Length: > 0 } name) named.Add(new(name, edge.Destination));
                else _otherwise = edge.Destination;
            }

            _destinations = [.. named];
        }

        public override int GetDestination(HttpContext httpContext)
        {
            string? name = httpContext.Features.Get<EndpointBinding>()?.Name;
            foreach (KeyValuePair<string, int> destination in _destinations)
            {
                if (destination.Key == name) return destination.Value;
            }

            return _otherwise;
        }
    }
}
