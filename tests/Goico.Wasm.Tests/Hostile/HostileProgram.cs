using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>A program that is up to no good, and how its runs are documented to end.</summary>
/// <param name="Name">What it is called: of a module, its file.</param>
/// <param name="Make">Its bytes.</param>
/// <param name="IsExpected">Whether an outcome is the documented one.</param>
internal sealed record HostileProgram(string Name, Func<byte[]> Make, Func<GuestOutcome, bool> IsExpected)
{
    private const int TouchedPages = 256;

    /// <summary>What each may use: little, so that many have room at once.</summary>
    public static GuestLimits Limits { get; } = new()
    {
        Time = TimeSpan.FromMilliseconds(40),
        MemoryBytes = TouchedPages * 65_536L,
        TableElements = 10_000,
    };

    public static IReadOnlyList<HostileProgram> All { get; } =
    [
        .. ((string[])
        [
            "loop", "start-loop", "init-loop", "tail-loop", "grow-forever", "log-forever", "random-flood", "fill-forever",
            "free-call-storm", "host-waits", "long-name", "vectors-overlap", "tables-forever",
        ]).Select(name => Module<GuestOutcome.TimedOut>(name)),
        .. ((string[])["grow-trap", "grow-double", "malloc-null", "big-start", "big-table"])
            .Select(name => Module<GuestOutcome.OutOfMemory>(name)),
        .. ((string[])["result-outside", "result-invalid", "malloc-outside"])
            .Select(name => Module<GuestOutcome.BadResult>(name)),
        .. ((string[])["command-flood", "output-overlap"]).Select(name => Module<GuestOutcome.OutputTooLarge>(name)),
        Trap("out-of-bounds", GuestTrapKind.MemoryOutOfBounds),
        Trap("data-outside", GuestTrapKind.MemoryOutOfBounds),
        Trap("elements-outside", GuestTrapKind.TableOutOfBounds),
        Trap("table-outside", GuestTrapKind.TableOutOfBounds),
        Trap("recursion", GuestTrapKind.StackOverflow),
        Trap("recursion-calling", GuestTrapKind.StackOverflow),
        Trap("log-outside", GuestTrapKind.BadHostCall),
        Trap("answer-outside", GuestTrapKind.BadHostCall),
        Trap("abort-outside", GuestTrapKind.Abort),
        Trap("exit-in-start", GuestTrapKind.Exit),
        Trap("call-storm", GuestTrapKind.TooManyHostCalls),
        Trap("many-tables", GuestTrapKind.Other),
        Module("result-huge", outcome => outcome is GuestOutcome.OutOfMemory or GuestOutcome.BadResult),
        Module("long-head", outcome => outcome is GuestOutcome.TimedOut),
        Module("million-logs", outcome => outcome is GuestOutcome.Returned { Code: 0 } && outcome.LogsTruncated),
        Module("sleep", outcome => outcome is GuestOutcome.Returned { Code: 0 }),
        Module("broken-text", outcome => outcome is GuestOutcome.Returned { Code: 0 }),
        Module("touch-all", outcome => outcome is GuestOutcome.Returned { Code: TouchedPages }),
        Module("table-bomb", outcome => outcome is GuestOutcome.Returned { Code: > 8_999 and <= 10_000 }),
        Module("command-vectors", outcome => outcome is GuestOutcome.Returned { Code: 86 }),
        Module("read-overlap", outcome => outcome is GuestOutcome.Returned { Code: 0 }),
        // Four pointers to twelve functions, of which one is the length of all memory but two bytes.
        Module("pointers", outcome => outcome is GuestOutcome.Returned { Code: 47 }),
        Component<GuestOutcome.TimedOut>("component loop", () => HostileComponents.Loop),
        Component<GuestOutcome.TimedOut>("component start loop", () => HostileComponents.StartLoop),
        Component<GuestOutcome.OutOfMemory>("component growth", () => HostileComponents.Growth),
        Component("component recursion", () => HostileComponents.Recursion, GuestTrapKind.StackOverflow),
        Component("component named recursion", () => HostileComponents.NamedRecursion, GuestTrapKind.StackOverflow),
        Component("component open streams", () => HostileComponents.OpenStreams, GuestTrapKind.BadHostCall),
        Component<GuestOutcome.Returned>("component closed streams", () => HostileComponents.ClosedStreams),
        Component<GuestOutcome.BadResult>("component headers", () => HostileComponents.Headers),
        Component<GuestOutcome.BadResult>("component long write", () => HostileComponents.LongWrite),
        Component<GuestOutcome.BadResult>("component long poll", () => HostileComponents.LongPoll),
        Component<GuestOutcome.BadResult>("component own resources", () => HostileComponents.OwnResources),
    ];

    /// <summary>
    /// Whether an outcome is right among many runs at once: the documented one, or the time limit, where the machine
    /// was too busy for it to get there.
    /// </summary>
    public bool IsRight(GuestOutcome outcome, GuestLimits limits) =>
        IsExpected(outcome) || (outcome is GuestOutcome.TimedOut && outcome.Duration >= limits.Time);

    public GuestCall Call(GuestLimits limits, CancellationToken cancellation = default) => new()
    {
        Input = "{\"a\": [1, 2, 3], \"of\": \"an event\"}"u8.ToArray(),
        Limits = limits,
        Host = StubbornHost.Instance,
        Environment = [new("NAME", "configured")],
        Cancellation = cancellation,
    };

    public override string ToString() => Name;

    private static HostileProgram Module(string name, Func<GuestOutcome, bool> isExpected) =>
        new(name, () => EngineFixture.Bytes($"{name}.wat"), isExpected);

    private static HostileProgram Module<TOutcome>(string name)
        where TOutcome : GuestOutcome => Module(name, outcome => outcome is TOutcome);

    private static HostileProgram Trap(string name, GuestTrapKind kind) =>
        Module(name, outcome => outcome is GuestOutcome.Trapped trapped && trapped.Kind == kind);

    private static HostileProgram Component<TOutcome>(string name, Func<byte[]> make)
        where TOutcome : GuestOutcome => new(name, make, outcome => outcome is TOutcome);

    private static HostileProgram Component(string name, Func<byte[]> make, GuestTrapKind kind) =>
        new(name, make, outcome => outcome is GuestOutcome.Trapped trapped && trapped.Kind == kind);

    /// <summary>Has nothing for anyone; whoever asks for "never" waits.</summary>
    private sealed class StubbornHost : IGuestHost
    {
        public static StubbornHost Instance { get; } = new();

        public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken) =>
            request is GuestRequest.GetValue("never")
                ? new ValueTask<GuestAnswer>(new TaskCompletionSource<GuestAnswer>().Task)
                : ValueTask.FromResult<GuestAnswer>(GuestAnswer.Absent.Instance);
    }
}
