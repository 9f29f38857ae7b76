namespace Goico.Wasm.Running;

/// <summary>
/// How many instances are alive at once. Where there is room, entering and leaving is one atomic step each, because at
/// two microseconds a run a lock that two threads take is most of what keeps them from being twice as fast as one.
/// </summary>
internal sealed class InstanceGate : IDisposable
{
    private readonly int _permits;
    private readonly object _monitor = new();
    private readonly CancellationTokenSource _closing = new();
    private int _free;
    private int _waiting;

    public InstanceGate(int permits)
    {
        _permits = permits;
        _free = permits;
    }

    /// <summary>Enters, waiting for room where there is none; false where the wait was cancelled or the gate closes.</summary>
    public bool TryEnter(CancellationToken cancellation) => TryTake() || TryWait(cancellation);

    public void Leave()
    {
        Interlocked.Increment(ref _free);
        if (Volatile.Read(ref _waiting) > 0)
        {
            Pulse();
        }
    }

    /// <summary>Lets nobody in any more, and waits until all have left.</summary>
    public void Close()
    {
        _closing.Cancel();
        lock (_monitor)
        {
            Interlocked.Increment(ref _waiting);
            while (Volatile.Read(ref _free) < _permits)
            {
                Monitor.Wait(_monitor);
            }
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _closing.Dispose();

    private bool TryTake()
    {
        int seen = Volatile.Read(ref _free);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref _free, seen - 1, seen);
            if (found == seen)
            {
                return true;
            }
            seen = found;
        }
        return false;
    }

    private bool TryWait(CancellationToken cancellation)
    {
        using CancellationTokenRegistration cancelled = cancellation.UnsafeRegister(_ => Pulse(), null);
        using CancellationTokenRegistration closed = _closing.Token.UnsafeRegister(_ => Pulse(), null);
        lock (_monitor)
        {
            // Counted before it looks again: whoever leaves after that look sees it waiting.
            Interlocked.Increment(ref _waiting);
            try
            {
                while (!cancellation.IsCancellationRequested && !_closing.IsCancellationRequested)
                {
                    if (TryTake())
                    {
                        return true;
                    }
                    Monitor.Wait(_monitor);
                }
                return false;
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }

    private void Pulse()
    {
        lock (_monitor)
        {
            Monitor.PulseAll(_monitor);
        }
    }
}
