using Goico.Hosting.Requests;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Stopping;

/// <summary>
/// One orderly stop: refuse new requests, let running ones end, let the parts finish, cut off what is left at the
/// deadline, close. A part that faults or hangs never keeps the others from their turn.
/// </summary>
internal sealed partial class StopSequence(
    IReadOnlyList<ServicePart> startedParts,
    RequestGate gate,
    ServiceLifetime lifetime,
    ServiceHostOptions options,
    ILogger<StopSequence> logger)
{
    private readonly ServicePart[] _lastFirst = [.. startedParts.Reverse()];
    private readonly List<string> _faults = [];

    public async Task<StopReport> RunAsync(Func<CancellationToken, Task> stopServer)
    {
        lifetime.BeginDrain();
        Task requestsEnded = gate.CloseAsync();
        LogDraining(logger, gate.Running, options.DrainTimeout.TotalSeconds);
        await using ITimer deadline = options.TimeProvider.CreateTimer(
            static state => ((ServiceLifetime)state!).CancelNow(),
            lifetime,
            options.DrainTimeout,
            Timeout.InfiniteTimeSpan);

        CancellationToken cancelling = lifetime.Cancelling;
        foreach (ServicePart part in _lastFirst) await RunPhaseAsync(part, "stop accepting", part.StopAccepting);
        await requestsEnded.WaitAsync(cancelling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (ServicePart part in _lastFirst) await RunPhaseAsync(part, "finish its work", part.FinishWork);

        bool drained = !cancelling.IsCancellationRequested;
        int aborted = gate.Running;
        if (!drained) LogCutOff(logger, aborted);
        await stopServer(cancelling);
        foreach (ServicePart part in _lastFirst) await CloseAsync(part);
        lifetime.EndStopped();
        LogStopped(logger, drained);
        return new StopReport(drained, aborted, _faults);
    }

    private async Task RunPhaseAsync(ServicePart part, string phase, Func<CancellationToken, Task>? work)
    {
        if (work is null) return;
        CancellationToken cancelling = lifetime.Cancelling;
        try
        {
            Task running = work(cancelling);
            await running.WaitAsync(cancelling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await running.WaitAsync(options.CloseTimeout, options.TimeProvider);
        }
        catch (OperationCanceledException) when (cancelling.IsCancellationRequested)
        {
            LogGaveUp(logger, part.Name);
        }
        catch (Exception fault)
        {
            Report(part, phase, fault);
        }
    }

    private async Task CloseAsync(ServicePart part)
    {
        if (part.Close is null) return;
        try
        {
            await part.Close().WaitAsync(options.CloseTimeout, options.TimeProvider);
        }
        catch (Exception fault)
        {
            Report(part, "close", fault);
        }
    }

    private void Report(ServicePart part, string phase, Exception fault)
    {
        LogPartFailed(logger, fault, part.Name, phase);
        string why = fault is TimeoutException
            ? $"it took longer than {options.CloseTimeout.TotalSeconds} s and was left behind"
            : fault.Message;
        _faults.Add($"{part.Name} could not {phase}: {why}");
    }
}
