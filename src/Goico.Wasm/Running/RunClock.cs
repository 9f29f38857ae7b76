namespace Goico.Wasm.Running;

/// <summary>
/// The time of one run: what has truly passed since its start, and what a guest is told when it asks.
/// </summary>
internal sealed class RunClock(TimeProvider time)
{
    private const long NanosecondsPerTick = 100;
    private const long TicksPerReading = TimeSpan.TicksPerMicrosecond;

    private long _start;
    private DateTimeOffset? _fixed;
    private long _readings;

    public TimeProvider Time => time;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>The time of day as the guest sees it.</summary>
    public long GuestUnixNanoseconds =>
        ((_fixed is { } start ? start.AddTicks(Read()) : time.GetUtcNow()) - DateTimeOffset.UnixEpoch).Ticks
        * NanosecondsPerTick;

    /// <summary>What has passed since the run's start as the guest sees it; tells nothing of the host.</summary>
    public long GuestElapsedNanoseconds => (_fixed is null ? Elapsed.Ticks : Read()) * NanosecondsPerTick;

    public void Begin(DateTimeOffset? fixedTime)
    {
        _start = time.GetTimestamp();
        _fixed = fixedTime;
        _readings = 0;
    }

    /// <summary>
    /// Moves a clock that stands still on to an instant, as waiting for it would; false where time passes by itself.
    /// </summary>
    public bool TrySkipTo(long elapsedNanoseconds)
    {
        if (_fixed is null)
        {
            return false;
        }
        _readings = Math.Max(_readings, elapsedNanoseconds / NanosecondsPerTick / TicksPerReading);
        return true;
    }

    private long Read() => ++_readings * TicksPerReading;
}
