using System.Diagnostics.CodeAnalysis;

namespace Goico.Hosting;

/// <summary>
/// The host's life as its parts and requests see it; a singleton of the host's services. Safe to use from any thread.
/// A request that lasts as long as its caller wants (a stream) ends itself on <see cref="Draining"/>; work that could
/// still finish goes on until <see cref="Cancelling"/>.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "The sources own no timer and no wait handle; parts may hold their tokens past the host's end.")]
public sealed class ServiceLifetime
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _cancelling = new();
    private int _phase;
    private int _requests;

    internal ServiceLifetime()
    {
    }

    /// <summary>Where the host is in its life.</summary>
    public ServicePhase Phase => (ServicePhase)Volatile.Read(ref _phase);

    /// <summary>Cancelled when a stop was asked for: begin nothing new, end what has no end of its own.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>Cancelled when the time to finish is over: give up.</summary>
    public CancellationToken Cancelling => _cancelling.Token;

    internal int StopRequests => Volatile.Read(ref _requests);

    /// <summary>Asks for a stop as SIGTERM does: the first time to drain, the second time to stop at once.</summary>
    /// <returns>How many times a stop was asked for, this one included.</returns>
    public int RequestStop()
    {
        int count = Interlocked.Increment(ref _requests);
        BeginDrain();
        if (count > 1) CancelNow();
        return count;
    }

    internal void BeginDrain()
    {
        Advance(ServicePhase.Draining);
        // Callbacks run on the pool: whoever asks (a signal handler, a request) must not run the parts' code.
        _ = _draining.CancelAsync();
    }

    internal void CancelNow()
    {
        BeginDrain();
        _ = _cancelling.CancelAsync();
    }

    internal void BeginRunning() => Advance(ServicePhase.Running);

    internal void EndStopped() => Advance(ServicePhase.Stopped);

    private void Advance(ServicePhase phase)
    {
        int current = Volatile.Read(ref _phase);
        while (current < (int)phase)
        {
            int seen = Interlocked.CompareExchange(ref _phase, (int)phase, current);
            if (seen == current) return;
            current = seen;
        }
    }
}
