namespace Jobico.Executor;

/// <summary>
/// How many guests run at once: few, because more than there are processors only costs, but never so that slow ones
/// hold
/// quick ones up. Whoever runs longer than a moment keeps running and hands its permit on.
/// </summary>
internal sealed class RunPermits : IDisposable
{
    private readonly SemaphoreSlim _permits;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longRun;
    private readonly int _maxHandedOn;
    private readonly Run[] _runs;
    private readonly ITimer _watch;
    private int _handedOn;

    public RunPermits(ExecutorOptions options, TimeProvider time)
    {
        _permits = new SemaphoreSlim(options.Workers);
        _time = time;
        _longRun = options.LongRun;
        _maxHandedOn = options.MaxWorkers - options.Workers;
        _runs = [.. Enumerable.Range(0, options.MaxWorkers).Select(_ => new Run())];
        _watch = time.CreateTimer(_ => HandOn(), null, _longRun, _longRun);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _permits.WaitAsync(cancellationToken);

    /// <summary>The run of this worker begins; it has a permit.</summary>
    public void Begin(int worker)
    {
        Run run = _runs[worker];
        lock (run)
        {
            run.StartedAt = _time.GetTimestamp();
            run.Active = true;
        }
    }

    /// <summary>The run of this worker ended. True: it still has its permit, for the next run. False: the permit was
    /// handed on, and it has to wait for another.</summary>
    public bool End(int worker)
    {
        Run run = _runs[worker];
        bool handedOn;
        lock (run)
        {
            handedOn = run.HandedOn;
            run.Active = false;
            run.HandedOn = false;
        }
        if (handedOn) Interlocked.Decrement(ref _handedOn);
        return !handedOn;
    }

    public void Dispose()
    {
        _watch.Dispose();
        _permits.Dispose();
    }

    private void HandOn()
    {
        foreach (Run run in _runs)
        {
            if (Volatile.Read(ref _handedOn) >= _maxHandedOn) return;
            lock (run)
            {
                if (!run.Active || run.HandedOn || _time.GetElapsedTime(run.StartedAt) < _longRun) continue;
                run.HandedOn = true;
            }
            Interlocked.Increment(ref _handedOn);
            _permits.Release();
        }
    }

    private sealed class Run
    {
        public long StartedAt;
        public bool Active;
        public bool HandedOn;
    }
}
