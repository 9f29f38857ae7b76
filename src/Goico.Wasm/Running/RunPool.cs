using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Goico.Wasm.Running;

/// <summary>
/// The states of runs, as many as runs may be under way at once: whoever has none waits. Each processor has a place of
/// its own, so that a run gets the state, and with it the memory, that its processor used last and still has in its
/// caches, and so that two threads touch nothing in common: at two microseconds a run, that is what makes two of them
/// nearly twice as fast as one.
/// </summary>
internal sealed class RunPool(TimeProvider time, int capacity) : IDisposable
{
    private readonly Place[] _places = new Place[Environment.ProcessorCount];
    private readonly ConcurrentStack<RunState> _others = new();
    private readonly object _monitor = new();
    private readonly CancellationTokenSource _closing = new();
    private int _made;
    private readonly LinkedList<object> _queue = new();
    private int _waiting;

    /// <summary>
    /// A state, waiting for one while all are lent; false where the wait was cancelled or the pool closes.
    /// </summary>
    public bool TryBorrow(CancellationToken cancellation, [NotNullWhen(true)] out RunState? run) =>
        TryTakeUnlessOthersWait(out run) || TryWait(cancellation, out run);

    public void Return(RunState run)
    {
        run.Forget();
        if (Interlocked.CompareExchange(ref Mine().Run, run, null) is not null)
        {
            _others.Push(run);
        }
        // Both ways above are full fences: whoever counted itself as waiting before is seen here.
        if (Volatile.Read(ref _waiting) > 0)
        {
            Pulse();
        }
    }

    /// <summary>Lends nothing any more, and waits until all has been returned.</summary>
    public void Close()
    {
        _closing.Cancel();
        // Whoever looked before may still be about to make one; from here on none can.
        int made = Interlocked.Exchange(ref _made, capacity);
        lock (_monitor)
        {
            Interlocked.Increment(ref _waiting);
            int ended = 0;
            while (ended < made)
            {
                if (TryTakeParked(out RunState? run))
                {
                    run.FreeHandle();
                    ended++;
                }
                else
                {
                    Monitor.Wait(_monitor);
                }
            }
        }
    }

    public void Dispose() => _closing.Dispose();

    /// <summary>
    /// Whoever comes when others wait waits behind them: a thread that runs on and on would starve them.
    /// </summary>
    private bool TryTakeUnlessOthersWait([NotNullWhen(true)] out RunState? run)
    {
        run = null;
        return Volatile.Read(ref _waiting) == 0 && TryTake(out run);
    }

    private bool TryTake([NotNullWhen(true)] out RunState? run)
    {
        if (_closing.IsCancellationRequested)
        {
            run = null;
            return false;
        }
        if (Volatile.Read(ref Mine().Run) is not null)
        {
            run = Interlocked.Exchange(ref Mine().Run, null);
            if (run is not null)
            {
                return true;
            }
        }
        return _others.TryPop(out run) || TryMake(out run) || TryTakeParked(out run);
    }

    private bool TryMake([NotNullWhen(true)] out RunState? run)
    {
        run = null;
        int seen = Volatile.Read(ref _made);
        while (run is null && seen < capacity)
        {
            int found = Interlocked.CompareExchange(ref _made, seen + 1, seen);
            run = found == seen ? new RunState(time) : null;
            seen = found;
        }
        return run is not null;
    }

    private bool TryTakeParked([NotNullWhen(true)] out RunState? run)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            run = Interlocked.Exchange(ref _places[i].Run, null);
            if (run is not null)
            {
                return true;
            }
        }
        return _others.TryPop(out run);
    }

    private bool TryWait(CancellationToken cancellation, [NotNullWhen(true)] out RunState? run)
    {
        using CancellationTokenRegistration cancelled = cancellation.UnsafeRegister(_ => Pulse(), null);
        using CancellationTokenRegistration closed = _closing.Token.UnsafeRegister(_ => Pulse(), null);
        lock (_monitor)
        {
            LinkedListNode<object> mine = _queue.AddLast(new object());
            // Counted before it looks again: whoever returns a state after that look sees it waiting.
            Interlocked.Increment(ref _waiting);
            try
            {
                while (!cancellation.IsCancellationRequested && !_closing.IsCancellationRequested)
                {
                    if (_queue.First == mine && TryTake(out run))
                    {
                        return true;
                    }
                    Monitor.Wait(_monitor);
                }
                run = null;
                return false;
            }
            finally
            {
                _queue.Remove(mine);
                Interlocked.Decrement(ref _waiting);
                // There may be one for the next in the queue, too.
                Monitor.PulseAll(_monitor);
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

    private ref Place Mine() => ref _places[(uint)Thread.GetCurrentProcessorId() % (uint)_places.Length];

    // Two places never share a cache line, nor the line that is fetched beside it.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Place
    {
        [FieldOffset(0)]
        public RunState? Run;
    }
}
