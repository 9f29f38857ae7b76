using Microsoft.Extensions.Time.Testing;

namespace Goico.Wasm.Tests;

public sealed class LimitTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly GuestLimits Short = new() { Time = TimeSpan.FromMilliseconds(100) };

    [Theory]
    [InlineData("loop.wat")]
    [InlineData("start-loop.wat")]
    [InlineData("init-loop.wat")]
    [InlineData("grow-forever.wat")]
    [InlineData("log-forever.wat")]
    [InlineData("random-flood.wat")]
    public void Run_GuestThatNeverEnds_TimesOutSoonAfterItsLimit(string file)
    {
        GuestOutcome outcome = engine.Run(file, "{}", Short);

        Assert.Equal(Short.Time, Assert.IsType<GuestOutcome.TimedOut>(outcome).Limit);
        // Late is bounded by the ticks, and by how busy this machine is.
        Assert.InRange(outcome.Duration, Short.Time, Short.Time + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("grow-trap.wat")]
    [InlineData("grow-double.wat")]
    [InlineData("malloc-null.wat")]
    [InlineData("big-start.wat")]
    public void Run_GuestThatWantsMoreMemory_IsOutOfMemory(string file)
    {
        GuestOutcome outcome = engine.Run(file);

        Assert.Equal(64 << 20, Assert.IsType<GuestOutcome.OutOfMemory>(outcome).LimitBytes);
        Assert.InRange(outcome.PeakMemoryBytes, 0, 64 << 20);
    }

    [Fact]
    public void Run_RustVectorThatGrowsWithoutEnd_IsOutOfMemory() =>
        Assert.IsType<GuestOutcome.OutOfMemory>(engine.Run("order_core_rust.wasm", "grow"));

    [Fact]
    public void Run_RustPanicWithItsMemoryNearTheLimit_IsATrap()
    {
        // The module starts with 1,088 KiB; that it fills most of the limit says nothing while it hardly grew.
        GuestOutcome outcome = engine.Run(
            "order_core_rust.wasm", "panic", new GuestLimits { MemoryBytes = 1600 << 10 });

        Assert.IsType<GuestOutcome.Trapped>(outcome);
    }

    [Fact]
    public async Task Run_ClockTurnedPastTheLimit_TimesOutByThatClock()
    {
        var clock = new FakeTimeProvider();
        using var turned = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 1 }, clock);
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(turned.Load(EngineFixture.Bytes("loop.wat"))).Guest;
        var call = new GuestCall { Cancellation = TestContext.Current.CancellationToken };

        Task<GuestOutcome> run = Task.Factory.StartNew(
            () => guest.Run(call), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!run.IsCompleted)
        {
            // The run takes its start from the clock at a moment unknown here.
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        GuestOutcome outcome = await run;
        Assert.IsType<GuestOutcome.TimedOut>(outcome);
        Assert.InRange(outcome.Duration, GuestLimits.Default.Time, TimeSpan.MaxValue);
    }

    [Fact]
    public void Run_InputLargerThanTheMemoryLimit_IsOutOfMemory()
    {
        GuestOutcome outcome = engine.Run(
            "echo.wat", new string('x', 200_000), new GuestLimits { MemoryBytes = 128 << 10 });

        Assert.IsType<GuestOutcome.OutOfMemory>(outcome);
    }

    [Theory]
    [InlineData("unreachable.wat", GuestTrapKind.Unreachable)]
    [InlineData("out-of-bounds.wat", GuestTrapKind.MemoryOutOfBounds)]
    [InlineData("divide.wat", GuestTrapKind.Arithmetic)]
    [InlineData("overflow.wat", GuestTrapKind.Arithmetic)]
    [InlineData("bad-float.wat", GuestTrapKind.Arithmetic)]
    [InlineData("null-call.wat", GuestTrapKind.BadIndirectCall)]
    [InlineData("bad-signature.wat", GuestTrapKind.BadIndirectCall)]
    [InlineData("table-outside.wat", GuestTrapKind.TableOutOfBounds)]
    [InlineData("recursion.wat", GuestTrapKind.StackOverflow)]
    [InlineData("exits.wat", GuestTrapKind.Exit)]
    [InlineData("log-outside.wat", GuestTrapKind.BadHostCall)]
    [InlineData("abort.wat", GuestTrapKind.Abort)]
    public void Run_GuestThatTraps_SaysHow(string file, GuestTrapKind kind)
    {
        var trapped = Assert.IsType<GuestOutcome.Trapped>(engine.Run(file));

        Assert.Equal(kind, trapped.Kind);
        Assert.NotEmpty(trapped.Message);
        Assert.NotEmpty(trapped.Backtrace);
    }

    [Fact]
    public void Run_AssemblyScriptAbort_TellsItsMessageAndPlace() =>
        Assert.Equal(
            "The program aborted: bad (a.ts:12:5).",
            Assert.IsType<GuestOutcome.Trapped>(engine.Run("abort.wat")).Message);

    [Fact]
    public void Run_RecursionInAModuleWithNames_NamesTheFunction() =>
        Assert.Equal(
            "deep", Assert.IsType<GuestOutcome.Trapped>(engine.Run("recursion.wat")).Backtrace[0].Function);

    [Theory]
    [InlineData("result-outside.wat")]
    [InlineData("result-invalid.wat")]
    [InlineData("malloc-outside.wat")]
    public void Run_GuestWithABadResult_SaysSo(string file) =>
        Assert.NotEmpty(Assert.IsType<GuestOutcome.BadResult>(engine.Run(file)).Message);

    [Fact]
    public void Run_ResultOfHundredMegabytes_IsTooLarge()
    {
        var limits = new GuestLimits { MemoryBytes = 256 << 20 };

        Assert.Equal(
            1 << 20,
            Assert.IsType<GuestOutcome.OutputTooLarge>(engine.Run("result-huge.wat", "{}", limits)).LimitBytes);
    }

    [Fact]
    public void Run_MillionLogLines_AreCutAndCheap()
    {
        GuestOutcome outcome = engine.Run("million-logs.wat");

        Assert.Equal("{}", EngineFixture.Text(outcome));
        Assert.True(outcome.LogsTruncated);
        Assert.InRange(outcome.Logs.Sum(line => line.Utf8.Length), 1, GuestLimits.Default.LogBytes);
        // 16 bytes more for each line than its four.
        int expected = GuestLimits.Default.LogBytes / 20;
        Assert.InRange(outcome.Logs.Count, expected - 1, expected + 1);
        Assert.InRange(outcome.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Run_NoLogBytesAllowed_KeepsNoneAndAnswers()
    {
        GuestOutcome outcome = engine.Run("echo.wat", "{}", new GuestLimits { LogBytes = 0 });

        Assert.Equal("{}", EngineFixture.Text(outcome));
        Assert.Empty(outcome.Logs);
        Assert.True(outcome.LogsTruncated);
    }

    [Fact]
    public void Run_TableBomb_IsRefusedAtItsLimit() =>
        Assert.InRange(EngineFixture.Code(engine.Run("table-bomb.wat")), 99_001ul, 100_000ul);

    [Fact]
    public void Run_LimitThatIsNone_Throws()
    {
        using Guest guest = engine.Load("echo.wat");

        Assert.Throws<ArgumentOutOfRangeException>(
            () => guest.Run(new GuestCall { Limits = new GuestLimits { Time = TimeSpan.Zero } }));
    }
}
