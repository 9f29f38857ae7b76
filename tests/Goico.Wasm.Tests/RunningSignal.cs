namespace Goico.Wasm.Tests;

/// <summary>
/// The system's clock that tells when a guest is surely running: the first time is taken as a run starts, the second
/// as it is looked at in the midst of its code.
/// </summary>
internal sealed class RunningSignal : TimeProvider
{
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Task Running => _running.Task;

    public override long GetTimestamp()
    {
        if (Interlocked.Increment(ref _taken) == 2)
        {
            _running.SetResult();
        }
        return base.GetTimestamp();
    }
}
