using System.Text;

namespace Goico.Wasm.Tests;

/// <summary>Components that break off or have to be stopped, and what is told of it.</summary>
public sealed class ComponentLimitTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const string Grow = """
        (if (i32.eq (memory.grow (i32.const 16)) (i32.const -1)) (then unreachable)) (br 0)
        """;

    private static readonly GuestLimits Short = new() { Time = TimeSpan.FromMilliseconds(100) };

    [Theory]
    [InlineData("unreachable", GuestTrapKind.Unreachable)]
    [InlineData("(i32.load (i32.const -8))", GuestTrapKind.MemoryOutOfBounds)]
    [InlineData("(i32.div_u (i32.const 1) (i32.const 0))", GuestTrapKind.Arithmetic)]
    [InlineData("(i32.div_s (i32.const 0x80000000) (i32.const -1))", GuestTrapKind.Arithmetic)]
    [InlineData("(i32.trunc_f32_s (f32.const nan))", GuestTrapKind.Arithmetic)]
    [InlineData("(call_indirect (result i32) (i32.const 0))", GuestTrapKind.BadIndirectCall)]
    [InlineData("(call_indirect (result i32) (i32.const 99))", GuestTrapKind.TableOutOfBounds)]
    [InlineData("(call_indirect (result i32) (i32.const 1))", GuestTrapKind.BadIndirectCall)]
    [InlineData("(call $deeper)", GuestTrapKind.StackOverflow)]
    public void Run_Trap_IsToldByItsKind(string body, GuestTrapKind kind)
    {
        GuestOutcome outcome = Run(ComponentText.Bytes(body, """
            (table 2 funcref)
            (elem (i32.const 1) func $nothing)
            (func $nothing)
            (func $deeper (result i32) (i32.add (call $deeper) (i32.const 1)))
            """));

        var trapped = Assert.IsType<GuestOutcome.Trapped>(outcome);
        Assert.Equal(kind, trapped.Kind);
        Assert.NotEmpty(trapped.Backtrace);
    }

    [Fact]
    public void Run_PanicInRust_HasABackTraceWithNames()
    {
        var trapped = Assert.IsType<GuestOutcome.Trapped>(engine.Run("order_component_rust.wasm", "panic"));

        Assert.Equal(GuestTrapKind.Unreachable, trapped.Kind);
        Assert.Contains(trapped.Backtrace, frame => frame.Function?.Contains("panic", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("(loop $l (br $l)) unreachable", "")]
    [InlineData(ComponentText.Echo, "(func $start (loop $l (br $l))) (start $start)")]
    public void Run_ComponentThatNeverEnds_TimesOut(string body, string module)
    {
        GuestOutcome outcome = Run(ComponentText.Bytes(body, module), limits: Short);

        Assert.IsType<GuestOutcome.TimedOut>(outcome);
        Assert.InRange(outcome.Duration, Short.Time, Short.Time + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Run_MemoryGrownWithoutEnd_IsOutOfMemory()
    {
        GuestOutcome outcome = Run(
            ComponentText.Bytes($"(loop {Grow}) unreachable"), limits: new GuestLimits { MemoryBytes = 4 << 20 });

        Assert.Equal(4 << 20, Assert.IsType<GuestOutcome.OutOfMemory>(outcome).LimitBytes);
        Assert.InRange(outcome.PeakMemoryBytes, 3 << 20, 4 << 20);
    }

    [Fact]
    public void Run_MemoriesOfSeveralModules_CountTogether()
    {
        const string Second = """
            (core module $second (memory 40))
            (core instance $a (instantiate $second))
            (core instance $b (instantiate $second))
            """;

        Assert.IsType<GuestOutcome.OutOfMemory>(
            Run(ComponentText.Bytes(imports: Second), limits: new GuestLimits { MemoryBytes = 5 << 20 }));
        Assert.IsType<GuestOutcome.Returned>(
            Run(ComponentText.Bytes(imports: Second), limits: new GuestLimits { MemoryBytes = 6 << 20 }));
    }

    [Fact]
    public void Run_MoreMemoriesThanAComponentMayHave_IsATrap()
    {
        string many = "(core module $m9 (memory 0))"
            + string.Concat(Enumerable.Range(0, 9).Select(i => $"(core instance $i{i} (instantiate $m9))"));

        var trapped = Assert.IsType<GuestOutcome.Trapped>(Run(ComponentText.Bytes(imports: many)));

        Assert.Contains("more memories", trapped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Run_ResultBeyondItsLimit_IsTooLarge(int bytes, bool isTooLarge)
    {
        GuestOutcome outcome = Run(
            ComponentText.Bytes($"(call $return (i32.const 0) (i32.const 65000) (i32.const {bytes}))"),
            limits: new GuestLimits { OutputBytes = 100 });

        Assert.Equal(isTooLarge, outcome is GuestOutcome.OutputTooLarge);
    }

    [Fact]
    public void Run_ResultThatIsNoText_IsABadResult()
    {
        GuestOutcome outcome = Run(ComponentText.Bytes("""
            (i32.store8 (i32.const 9000) (i32.const 0xC3))
            (i32.store8 (i32.const 9001) (i32.const 0x28))
            (call $return (i32.const 0) (i32.const 9000) (i32.const 2))
            """));

        Assert.Contains("utf-8", Assert.IsType<GuestOutcome.BadResult>(outcome).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("(call $return (i32.const 0) (i32.const 65000) (i32.const 1000))")]
    [InlineData("(call $return (i32.const 0) (i32.const -4) (i32.const 8))")]
    [InlineData("(call $return (i32.const 7) (i32.const 0) (i32.const 0))")]
    [InlineData("(i32.const 65532)")]
    [InlineData("(i32.const 17)")]
    public void Run_ResultThatBreaksTheRules_IsTheGuestsFault(string body)
    {
        GuestOutcome outcome = Run(ComponentText.Bytes(body));

        Assert.True(outcome is GuestOutcome.BadResult or GuestOutcome.Trapped, outcome.ToString());
    }

    [Fact]
    public void Run_CancelledComponent_IsCancelled()
    {
        using Guest guest = Load(ComponentText.Bytes("(loop $l (br $l)) unreachable"));
        using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.IsType<GuestOutcome.Cancelled>(guest.Run(new GuestCall { Cancellation = cancelling.Token }));
    }

    [Fact]
    public void Run_FuelUsedUp_IsOutOfFuel()
    {
        byte[] component = ComponentText.Bytes("(loop $l (br $l)) unreachable");
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component, metered: true)).Guest;

        GuestOutcome outcome = guest.Run(new GuestCall { Limits = new GuestLimits { Fuel = 10_000 } });

        Assert.Equal(10_000, Assert.IsType<GuestOutcome.OutOfFuel>(outcome).Limit);
        Assert.InRange(outcome.FuelUsed!.Value, 9_900, 10_100);
    }

    [Fact]
    public void Run_FuelOfTheSameInput_IsTheSame()
    {
        byte[] component = EngineFixture.Bytes("order_component_rust.wasm");
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component, metered: true)).Guest;
        var call = new GuestCall
        {
            Input = "{\"total\":0}"u8.ToArray(),
            Limits = new GuestLimits { Fuel = 1_000_000 },
        };

        long?[] used = [.. Enumerable.Range(0, 3).Select(_ => guest.Run(call).FuelUsed)];

        Assert.InRange(Assert.Single(used.Distinct())!.Value, 1, 999_999);
    }

    private Guest Load(byte[] component) =>
        Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;

    private GuestOutcome Run(byte[] component, string input = "{}", GuestLimits? limits = null)
    {
        using Guest guest = Load(component);
        return guest.Run(new GuestCall
        {
            Input = Encoding.UTF8.GetBytes(input),
            Limits = limits ?? GuestLimits.Default,
            Cancellation = TestContext.Current.CancellationToken,
        });
    }
}
