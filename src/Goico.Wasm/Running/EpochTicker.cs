namespace Goico.Wasm.Running;

/// <summary>The thread that moves the engine's epoch on, at which running guests stop to be looked at.</summary>
internal sealed class EpochTicker : IDisposable
{
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _thread;

    public EpochTicker(Action tick, TimeSpan interval)
    {
        _thread = new Thread(() =>
        {
            while (!_stop.WaitOne(interval))
            {
                tick();
            }
        })
        {
            IsBackground = true,
            Name = "goico-wasm-epoch",
            // A machine full of running guests must not delay the thread that stops them.
            Priority = ThreadPriority.Highest,
        };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }
}
