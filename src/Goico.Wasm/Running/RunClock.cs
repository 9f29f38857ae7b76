namespace Goico.Wasm.Running;

/// <summary>
/// The time of one run: what has passed since its start, and the time of day that a guest may ask for.
/// </summary>
internal readonly struct RunClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public long UnixNanoseconds => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}
