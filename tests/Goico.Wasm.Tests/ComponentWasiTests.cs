using System.Globalization;
using System.Text;

namespace Goico.Wasm.Tests;

/// <summary>WASI 0.2, as a program on the C library uses it, and the parts that such a program does not reach.</summary>
public sealed class ComponentWasiTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly GuestDeterminism Fixed =
        new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Seed: 42);

    [Fact]
    public void StandardOutputAndError_BecomeLogLines()
    {
        GuestOutcome outcome = Run("print it");

        Assert.Equal("printed", EngineFixture.Text(outcome));
        Assert.Equal(["out of it", "half a line", "to stderr"], outcome.Logs.Select(line => line.Text));
        Assert.Equal(
            [GuestLogLevel.Info, GuestLogLevel.Info, GuestLogLevel.Error], outcome.Logs.Select(line => line.Level));
    }

    [Fact]
    public void StandardInput_IsAtItsEnd() => Assert.Equal("at its end", EngineFixture.Text(Run("read")));

    [Theory]
    [InlineData("GREETING", "hello = there")]
    [InlineData("TOKEN", "s3cret")]
    public void Environment_HoldsConfigurationAndSecrets(string name, string value) =>
        Assert.Equal(value, EngineFixture.Text(Run($"env {name}")));

    [Fact]
    public void Files_DoNotExist() => Assert.Equal(1u, EngineFixture.Code(Run("open /etc/passwd")));

    [Fact]
    public void WallClock_TellsTheTimeOfDay()
    {
        long seconds = long.Parse(EngineFixture.Text(Run("time")), CultureInfo.InvariantCulture);

        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(seconds),
            DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public void Sleep_WaitsAsLongAsTold()
    {
        GuestOutcome outcome = Run("sleep 60");

        Assert.Equal("slept", EngineFixture.Text(outcome));
        Assert.InRange(outcome.Duration, TimeSpan.FromMilliseconds(60), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Sleep_BeyondTheLimit_TimesOutAtTheLimit()
    {
        GuestOutcome outcome = Run("sleep 3600000", new GuestLimits { Time = TimeSpan.FromMilliseconds(100) });

        Assert.IsType<GuestOutcome.TimedOut>(outcome);
        Assert.InRange(outcome.Duration, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Sleep_WithAFixedClock_TakesNoTime()
    {
        GuestOutcome outcome = Run("sleep 3600000", determinism: Fixed);

        Assert.Equal("slept", EngineFixture.Text(outcome));
        Assert.InRange(outcome.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void FixedClock_IsWhatTheProgramSees() => Assert.Equal(
        Fixed.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        EngineFixture.Text(Run("time", determinism: Fixed)));

    [Fact]
    public void RandomNumbers_DifferFromRunToRun_ButNotWithASeed()
    {
        Assert.NotEqual(EngineFixture.Text(Run("random")), EngineFixture.Text(Run("random")));
        Assert.Equal(
            EngineFixture.Text(Run("random", determinism: Fixed)), EngineFixture.Text(Run("random", determinism: Fixed)));
    }

    [Fact]
    public void Exit_InTheMidstOfTheHandler_IsATrap() =>
        Assert.Equal(GuestTrapKind.Exit, Assert.IsType<GuestOutcome.Trapped>(Run("exit 3")).Kind);

    [Fact]
    public void UnknownFunction_Called_TrapsAndNamesIt()
    {
        const string Import = """
            (import "wasi:sockets/network@0.2.4" (instance $network (export "reach" (func (param "port" u16)))))
            (core func $reach (canon lower (func $network "reach")))
            """;
        byte[] component = ComponentText.Bytes(
            "(call $reach (i32.const 80)) (i32.const 0)",
            """(import "host" "reach" (func $reach (param i32)))""",
            Import,
            """(core instance $host (export "reach" (func $reach)))""");
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;

        var trapped = Assert.IsType<GuestOutcome.Trapped>(guest.Run(new GuestCall { Input = "{}"u8.ToArray() }));

        Assert.Equal(GuestTrapKind.BadHostCall, trapped.Kind);
        Assert.Contains("'wasi:sockets/network@0.2.4#reach'", trapped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get-random-bytes", "wasi:random/random@0.2.0", 65_536, true)]
    [InlineData("get-random-bytes", "wasi:random/random@0.2.9", 65_537, false)]
    [InlineData("get-insecure-random-bytes", "wasi:random/insecure@0.2.3", 0, true)]
    public void RandomBytes_MoreThanAreGivenAtOnce_EndTheRun(string name, string holder, int count, bool isGiven)
    {
        string import = $$"""
            (import "{{holder}}" (instance $random (export "{{name}}" (func (param "len" u64) (result (list u8))))))
            (core module $room (memory (export "memory") 4) (func (export "realloc") (param i32 i32 i32 i32) (result i32)
              (i32.const 65536)))
            (core instance $r (instantiate $room))
            (core func $get (canon lower (func $random "{{name}}")
              (memory (core memory $r "memory")) (realloc (core func $r "realloc"))))
            """;
        byte[] component = ComponentText.Bytes(
            $"(call $get (i64.const {count}) (i32.const 8)) {ComponentText.Echo}",
            """(import "host" "get" (func $get (param i64 i32)))""",
            import,
            """(core instance $host (export "get" (func $get)))""");
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;

        GuestOutcome outcome = guest.Run(new GuestCall { Input = "{}"u8.ToArray() });

        Assert.Equal(isGiven, outcome is GuestOutcome.Returned);
        Assert.Equal(!isGiven, outcome is GuestOutcome.Trapped { Kind: GuestTrapKind.BadHostCall });
    }

    [Fact]
    public void Pollables_KeptWithoutEnd_EndTheRun() =>
        Assert.Equal(GuestTrapKind.BadHostCall, Assert.IsType<GuestOutcome.Trapped>(RunPolling(
            "(loop $l (drop (call $subscribe (i64.const 0))) (br $l)) (i32.const 0)")).Kind);

    [Fact]
    public void Pollables_Dropped_MakeRoomForOthers() => Assert.IsType<GuestOutcome.Returned>(RunPolling($"""
        (loop $l
          (call $drop (call $subscribe (i64.const 0)))
          (global.set $n (i32.add (global.get $n) (i32.const 1)))
          (br_if $l (i32.lt_u (global.get $n) (i32.const 5000))))
        {ComponentText.Echo}
        """));

    [Fact]
    public void Poll_Nothing_IsATrap() => Assert.Contains(
        "empty list",
        Assert.IsType<GuestOutcome.Trapped>(RunPolling(
            "(call $poll (i32.const 0) (i32.const 0) (i32.const 8)) (i32.const 0)")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Poll_SeveralInstants_GivesThoseThatAreReady() => Assert.Equal("1", EngineFixture.Text(RunPolling("""
        (i32.store (i32.const 9000) (call $subscribe (i64.const 60000000000)))
        (i32.store (i32.const 9004) (call $subscribe (i64.const 0)))
        (i32.store (i32.const 9008) (call $subscribe (i64.const 50000000000)))
        (call $poll (i32.const 9000) (i32.const 3) (i32.const 9016))
        ;; One is ready, and it is the one in the middle.
        (if (i32.ne (i32.load (i32.const 9020)) (i32.const 1)) (then unreachable))
        (i32.store8 (i32.const 9000) (i32.add (i32.const 48) (i32.load (i32.load (i32.const 9016)))))
        (call $return (i32.const 0) (i32.const 9000) (i32.const 1))
        """)));

    private GuestOutcome RunPolling(string body)
    {
        const string Import = """
            (import "wasi:io/poll@0.2.2" (instance $poll
              (export "pollable" (type $p (sub resource)))
              (export "poll" (func (param "in" (list (borrow $p))) (result (list u32))))))
            (alias export $poll "pollable" (type $pollable))
            (import "wasi:clocks/monotonic-clock@0.2.2" (instance $clock
              (alias outer 1 $pollable (type $q))
              (export "pollable" (type $r (eq $q)))
              (export "subscribe-duration" (func (param "when" u64) (result (own $r))))))
            """;
        const string Instantiate = """
            (core func $poll (canon lower (func $poll "poll") (memory $m) (realloc $realloc)))
            (core func $subscribe (canon lower (func $clock "subscribe-duration")))
            (core func $drop (canon resource.drop $pollable))
            (core instance $host
              (export "poll" (func $poll)) (export "subscribe" (func $subscribe)) (export "drop" (func $drop)))
            """;
        const string Module = """
            (import "host" "poll" (func $poll (param i32 i32 i32)))
            (import "host" "subscribe" (func $subscribe (param i64) (result i32)))
            (import "host" "drop" (func $drop (param i32)))
            (global $n (mut i32) (i32.const 0))
            """;
        byte[] component = ComponentText.Bytes(body, Module, Import, Instantiate);
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;
        return guest.Run(new GuestCall
        {
            Input = "{}"u8.ToArray(),
            Cancellation = TestContext.Current.CancellationToken,
        });
    }

    private GuestOutcome Run(string input, GuestLimits? limits = null, GuestDeterminism? determinism = null)
    {
        using Guest guest = engine.Load("wasi_program.wasm");
        return guest.Run(new GuestCall
        {
            Input = Encoding.UTF8.GetBytes(input),
            Limits = limits ?? GuestLimits.Default,
            Determinism = determinism,
            Environment = [new("GREETING", "hello = there")],
            Secrets = new Dictionary<string, string> { ["TOKEN"] = "s3cret" },
            Cancellation = TestContext.Current.CancellationToken,
        });
    }
}
