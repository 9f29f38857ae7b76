using Microsoft.Extensions.Hosting;

namespace Goico.Hosting.Stopping;

/// <summary>Keeps the framework from taking signals and writing banners: the host does both its own way.</summary>
internal sealed class SignalFreeLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
