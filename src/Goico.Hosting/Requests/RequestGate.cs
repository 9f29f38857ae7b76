namespace Goico.Hosting.Requests;

/// <summary>Counts running requests, and refuses new ones while it is closed.</summary>
internal sealed class RequestGate
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _state; // 0 not yet open, 1 open, 2 closed for good

    public int Running => Volatile.Read(ref _running);

    public void Open() => Interlocked.CompareExchange(ref _state, 1, 0);

    public bool TryEnter()
    {
        // Count first, look second; Close does the reverse. Whichever comes first, no admitted request is missed.
        Interlocked.Increment(ref _running);
        if (Volatile.Read(ref _state) == 1) return true;
        Exit();
        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _running) == 0 && Volatile.Read(ref _state) == 2) _idle.TrySetResult();
    }

    /// <summary>Lets no more requests in.</summary>
    /// <returns>When the last admitted request has ended.</returns>
    public Task CloseAsync()
    {
        Interlocked.Exchange(ref _state, 2);
        if (Running == 0) _idle.TrySetResult();
        return _idle.Task;
    }
}
