namespace Goico.Wasm;

/// <summary>How one run ended; the cases are the nested records.</summary>
public abstract record GuestOutcome
{
    private GuestOutcome()
    {
    }

    /// <summary>What the guest logged, in order; at most <see cref="GuestLimits.LogBytes"/>.</summary>
    public IReadOnlyList<GuestLogLine> Logs { get; internal set; } = [];

    /// <summary>Whether the guest logged more than was kept.</summary>
    public bool LogsTruncated { get; internal set; }

    /// <summary>Wall-clock time of the run, making and dropping the instance included.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The largest size of the guest's linear memory, in bytes; 0 where no instance came to be.</summary>
    public long PeakMemoryBytes { get; internal set; }

    /// <summary>Requests that the guest made of its host.</summary>
    public int HostCalls { get; internal set; }

    /// <summary>Fuel that the guest used; null where none is counted.</summary>
    public long? FuelUsed { get; internal set; }

    /// <summary>The guest answered.</summary>
    /// <param name="Code">Its code: 0 is success, anything else its own error.</param>
    /// <param name="Result">Its result: valid UTF-8, possibly empty.</param>
    public sealed record Returned(ulong Code, ReadOnlyMemory<byte> Result) : GuestOutcome;

    /// <summary>The guest broke off.</summary>
    /// <param name="Message">What happened, for the program's author.</param>
    /// <param name="Kind">What made it trap.</param>
    /// <param name="Backtrace">Its stack, innermost call first; empty where unknown.</param>
    public sealed record Trapped(string Message, GuestTrapKind Kind, IReadOnlyList<GuestFrame> Backtrace)
        : GuestOutcome;

    /// <summary>The guest ran longer than its limit and was stopped.</summary>
    /// <param name="Limit">The limit.</param>
    public sealed record TimedOut(TimeSpan Limit) : GuestOutcome;

    /// <summary>
    /// The guest wanted more memory than its limit, was refused it, and broke off. (On systems other than Linux a
    /// refusal in the middle of a run can't be seen: such an end is told as <see cref="Trapped"/>.)
    /// </summary>
    /// <param name="LimitBytes">The limit that held it: its own, or what a pool slot offers.</param>
    /// <param name="Message">What happened, for the program's author.</param>
    public sealed record OutOfMemory(long LimitBytes, string Message) : GuestOutcome;

    /// <summary>The guest used up its <see cref="GuestLimits.Fuel"/>.</summary>
    /// <param name="Limit">The limit.</param>
    public sealed record OutOfFuel(long Limit) : GuestOutcome;

    /// <summary>
    /// The guest's result exceeds its limit; a command is stopped when it prints the first byte too many.
    /// </summary>
    /// <param name="LimitBytes">The limit.</param>
    public sealed record OutputTooLarge(int LimitBytes) : GuestOutcome;

    /// <summary>The guest answered with what is no result: a pointer outside its memory or invalid UTF-8.</summary>
    /// <param name="Message">What is wrong, for the program's author.</param>
    public sealed record BadResult(string Message) : GuestOutcome;

    /// <summary>The host failed; the guest is not to blame, and another run may succeed.</summary>
    /// <param name="Message">What failed.</param>
    public sealed record HostFault(string Message) : GuestOutcome;

    /// <summary>The run was cancelled, or the engine is being disposed, before the guest answered.</summary>
    public sealed record Cancelled : GuestOutcome;
}
