using Goico.Hosting;
using Jobico.Catalog;
using Jobico.Executor;
using Jobico.Queue;
using Jobico.Recorder;
using Jobico.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Jobico.Server;

/// <summary>
/// What starts and stops, and in which order: started from the definitions towards the executors, stopped the
/// other way round, so that nobody is left waiting for someone who has gone.
/// </summary>
internal static class ServerParts
{
    public static void AddParts(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            LiveCatalog catalog = provider.GetRequiredService<LiveCatalog>();
            return new ServicePart("catalog") { Start = catalog.StartAsync };
        });
        services.AddSingleton(provider =>
        {
            LiveSecrets secrets = provider.GetRequiredService<LiveSecrets>();
            return new ServicePart("secrets") { Start = secrets.StartAsync };
        });
        services.AddSingleton(provider =>
        {
            EventDelivery delivery = provider.GetRequiredService<EventDelivery>();
            return new ServicePart("queue")
            {
                Start = _ =>
                {
                    delivery.Start();
                    return Task.CompletedTask;
                },
                FinishWork = delivery.DrainAsync,
            };
        });
        services.AddSingleton(provider =>
        {
            EventExecutor executor = provider.GetRequiredService<EventExecutor>();
            return new ServicePart("executor")
            {
                Start = _ =>
                {
                    executor.Start();
                    return Task.CompletedTask;
                },
                FinishWork = executor.DrainAsync,
            };
        });
        services.AddSingleton(provider =>
        {
            RecorderLifetime streams = provider.GetRequiredService<RecorderLifetime>();
            return new ServicePart("recorder")
            {
                StopAccepting = _ =>
                {
                    streams.Stop();
                    return Task.CompletedTask;
                },
            };
        });
    }
}
