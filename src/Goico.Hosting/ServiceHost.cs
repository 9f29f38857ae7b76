using System.Runtime.InteropServices;
using Goico.Hosting.Requests;
using Goico.Hosting.Stopping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting;

/// <summary>A service that listens, serves and stops in good order. Safe to use from any thread.</summary>
public sealed partial class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ServiceHostOptions _options;
    private readonly IReadOnlyDictionary<string, ListenOptions> _listening;
    private readonly RequestGate _gate;
    private readonly ILogger<ServiceHost> _logger;
    private readonly List<ServicePart> _started = [];
    private readonly Lock _lock = new();
    private Dictionary<string, Uri> _addresses = [];
    private Task? _starting;
    private Task<StopReport>? _stopping;
    private PosixSignalRegistration? _terminate;
    private PosixSignalRegistration? _interrupt;

    internal ServiceHost(
        WebApplication application, ServiceHostOptions options, IReadOnlyDictionary<string, ListenOptions> listening)
    {
        _application = application;
        _options = options;
        _listening = listening;
        _gate = Services.GetRequiredService<RequestGate>();
        _logger = Services.GetRequiredService<ILogger<ServiceHost>>();
        Lifetime = Services.GetRequiredService<ServiceLifetime>();
    }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>The host's life.</summary>
    public ServiceLifetime Lifetime { get; }

    /// <summary>Where the host listens, by endpoint name, with the port that was taken for port 0. Empty before
    /// <see cref="StartAsync"/> has bound the addresses.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    /// <summary>Binds every address, starts the parts in their order, then lets requests in.</summary>
    /// <param name="cancellationToken">Ends the start; what was started is stopped again.</param>
    /// <returns>When requests are served.</returns>
    /// <exception cref="HostingException">An address cannot be listened on; no part was started.</exception>
    /// <exception cref="InvalidOperationException">The host was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_starting is not null || _stopping is not null)
                throw new InvalidOperationException("A host starts once.");
            return _starting = StartOnceAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Makes SIGTERM and SIGINT ask for a stop from now on, a start that is under way included: it then ends with
    /// <see cref="OperationCanceledException"/>. For whoever calls <see cref="StartAsync"/> himself, before he does, so
    /// that no signal meets a host that serves but does not heed it. Does nothing the second time.
    /// </summary>
    public void HeedSignals()
    {
        lock (_lock)
        {
            _terminate ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
            _interrupt ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        }
    }

    /// <summary>
    /// Serves until SIGTERM, SIGINT, <see cref="ServiceLifetime.RequestStop"/> or the token asks for a stop, then
    /// drains and stops. A second signal stops at once; a third ends the process. Starts the host first if that was
    /// not done yet, so that a signal during the start counts too.
    /// </summary>
    /// <param name="cancellationToken">Asks for a stop as a first signal does.</param>
    /// <returns>How the stop went.</returns>
    /// <exception cref="HostingException">The host had to be started and an address cannot be listened
    /// on.</exception>
    public async Task<StopReport> RunUntilSignalAsync(CancellationToken cancellationToken)
    {
        HeedSignals();
        try
        {
            return await RunUntilAskedAsync(cancellationToken);
        }
        finally
        {
            IgnoreSignals();
        }
    }

    /// <summary>
    /// Drains and stops: readiness turns to 503 and new requests are refused at once, running requests end, parts
    /// finish, and at the drain timeout what is left is cancelled. Further calls join the first.
    /// </summary>
    /// <param name="cancellationToken">Stops at once instead of at the drain timeout.</param>
    /// <returns>How the stop went.</returns>
    public async Task<StopReport> StopAsync(CancellationToken cancellationToken)
    {
        Task<StopReport> stopping;
        lock (_lock) stopping = _stopping ??= StopOnceAsync(_starting);
        await using CancellationTokenRegistration hurry =
            cancellationToken.UnsafeRegister(static state => ((ServiceLifetime)state!).CancelNow(), Lifetime);
        return await stopping;
    }

    /// <summary>Stops at once if the host still runs, and releases its services.</summary>
    /// <returns>When everything is released.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        IgnoreSignals();
        await _application.DisposeAsync();
    }

    private async Task<StopReport> RunUntilAskedAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration asked =
            cancellationToken.UnsafeRegister(static state => ((ServiceLifetime)state!).RequestStop(), Lifetime);
        Task? starting;
        lock (_lock) starting = _starting;
        try
        {
            await (starting ?? StartAsync(Lifetime.Draining));
            TaskCompletionSource stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration stop =
                Lifetime.Draining.UnsafeRegister(static state => ((TaskCompletionSource)state!).SetResult(), stopAsked);
            await stopAsked.Task;
        }
        catch (OperationCanceledException) when (Lifetime.Draining.IsCancellationRequested)
        {
            // Asked to stop before the start was complete.
        }

        return await StopAsync(CancellationToken.None);
    }

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        // Off the caller's lock, and a start that hangs in a part still lets a stop be asked for.
        await Task.Yield();
        long began = _options.TimeProvider.GetTimestamp();
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Lifetime.Draining);
        try
        {
            // Addresses first: a port in use is the commonest fault, and must show before a part has done anything.
            await _application.StartAsync(either.Token);
            _addresses = _listening.ToDictionary(l => l.Key, l => new Uri($"http://{l.Value.IPEndPoint}"));
            foreach (ServicePart part in Services.GetServices<ServicePart>())
            {
                either.Token.ThrowIfCancellationRequested();
                if (part.Start is not null) await part.Start(either.Token);
                _started.Add(part);
            }

            Lifetime.BeginRunning();
            _gate.Open();
        }
        catch
        {
            Lifetime.CancelNow();
            // Without addresses the server never came up: no part was started, and there is nothing to report.
            if (_addresses.Count > 0) await StopServerAndPartsAsync();
            else Lifetime.EndStopped();
            throw;
        }

        double milliseconds = _options.TimeProvider.GetElapsedTime(began).TotalMilliseconds;
        string addresses = string.Join(", ", _addresses.Select(a => $"{a.Key} {a.Value}"));
        LogStarted(_logger, _options.Name, _options.Version, addresses, (long)milliseconds);
    }

    private async Task<StopReport> StopOnceAsync(Task? starting)
    {
        await Task.Yield();
        Lifetime.BeginDrain();
        // A start that is under way ends by the drain token and cleans up; what it met reaches its own caller.
        if (starting is not null) await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting is { IsCompletedSuccessfully: true }) return await StopServerAndPartsAsync();
        Lifetime.EndStopped();
        return new StopReport(true, 0, []);
    }

    private Task<StopReport> StopServerAndPartsAsync()
    {
        ILogger<StopSequence> logger = Services.GetRequiredService<ILogger<StopSequence>>();
        return new StopSequence(_started, _gate, Lifetime, _options, logger).RunAsync(_application.StopAsync);
    }

    private void IgnoreSignals()
    {
        PosixSignalRegistration? terminate, interrupt;
        lock (_lock)
        {
            (terminate, _terminate) = (_terminate, null);
            (interrupt, _interrupt) = (_interrupt, null);
        }

        // Outside the lock: disposing waits for a handler that runs.
        terminate?.Dispose();
        interrupt?.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Logged first: once asked, the host may be gone before the line is.
        if (Lifetime.StopRequests == 0) LogSignal(_logger, context.Signal);
        else LogSecondSignal(_logger, context.Signal);
        // The third time the system's own way takes over: the process must always be stoppable.
        context.Cancel = Lifetime.RequestStop() <= 2;
    }

    [LoggerMessage(1, LogLevel.Information, "{Name} {Version} listens on {Addresses}; started in {Milliseconds} ms")]
    private static partial void LogStarted(
        ILogger logger, string name, string version, string addresses, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Signal} received: draining; once more stops at once")]
    private static partial void LogSignal(ILogger logger, PosixSignal signal);

    [LoggerMessage(3, LogLevel.Warning, "{Signal} received again: stopping at once")]
    private static partial void LogSecondSignal(ILogger logger, PosixSignal signal);
}
