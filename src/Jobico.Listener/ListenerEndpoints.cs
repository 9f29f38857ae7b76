using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobico.Listener;

/// <summary>The Listener's public entry: what to register and what to map.</summary>
public static class ListenerEndpoints
{
    /// <summary>Registers the Listener.</summary>
    public static IServiceCollection AddListener(this IServiceCollection services, ListenerOptions options) =>
        services.AddSingleton(options).AddSingleton<EventEndpoint>();

    /// <summary>Maps the Listener's paths.</summary>
    public static void MapListener(this IEndpointRouteBuilder routes)
    {
        EventEndpoint events = routes.ServiceProvider.GetRequiredService<EventEndpoint>();
        // A RequestDelegate: minimal APIs' binding would cost more than all the rest of the accept path.
        routes.MapPost("/events/{tenant}/{event}", (RequestDelegate)(context => events.HandleAsync(
            context,
            (string)context.Request.RouteValues["tenant"]!,
            (string)context.Request.RouteValues["event"]!)));
    }
}
