using System.Diagnostics;
using System.Text;

namespace Goico.Wasm.Tests;

/// <summary>Many components at once, and what one leaves to the next: nothing.</summary>
public sealed class ComponentIsolationTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    /// <summary>
    /// Answers with what lies where the event before it was kept, in memory and in a global, and keeps its own there.
    /// </summary>
    private const string Remembering = """
        (local $i i32)
        (if (i32.or (i32.load (i32.const 20000)) (global.get $seen))
          (then (return (call $return (i32.const 1) (i32.const 20004) (i32.load (i32.const 20000))))))
        (i32.store (i32.const 20000) (local.get $length))
        (memory.copy (i32.const 20004) (local.get $at) (local.get $length))
        (global.set $seen (i32.const 1))
        (call $return (i32.const 0) (local.get $at) (local.get $length))
        """;

    [Fact]
    public async Task Run_ManyInstancesOfOneSlotAfterAnother_NeverSeeAnOlderEvent()
    {
        using Guest guest = Load(ComponentText.Bytes(Remembering, "(global $seen (mut i32) (i32.const 0))"));

        await InParallel(2_000, i =>
        {
            string secret = $"secret of {i}";
            Assert.Equal(secret, EngineFixture.Text(Run(guest, secret)));
        });
    }

    [Fact]
    public async Task Run_HostileComponentsBesideGoodOnes_DoThemNoHarm()
    {
        var limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(50), MemoryBytes = 8 << 20 };
        using Guest good = engine.Load("order_component_rust.wasm");
        Guest[] hostile =
        [
            Load(ComponentText.Bytes("unreachable")),
            Load(ComponentText.Bytes("(loop $l (br $l)) unreachable")),
            Load(ComponentText.Bytes("(loop $l (drop (memory.grow (i32.const 1))) (br $l)) unreachable")),
            Load(ComponentText.Bytes("(call $return (i32.const 9) (i32.const -1) (i32.const -1))")),
            Load(ComponentText.Bytes("(call $deeper)", "(func $deeper (result i32) (i32.add (call $deeper) (i32.const 1)))")),
        ];

        await InParallel(1_000, i =>
        {
            if (i % 2 == 0)
            {
                Assert.IsNotType<GuestOutcome.HostFault>(hostile[i / 2 % hostile.Length].Run(new GuestCall
                {
                    Input = "{}"u8.ToArray(),
                    Limits = limits,
                }));
                return;
            }
            Assert.Equal("""{"ok":true,"sum":5}""", EngineFixture.Text(
                Run(good, """{"total": 5, "items": [{"qty": 2, "price": 2.5}]}""")));
        });

        Array.ForEach(hostile, guest => guest.Dispose());
    }

    [Theory]
    [InlineData("capabilities.wasm", "secret\nTOKEN")]
    [InlineData("wasi_program.wasm", "print something")]
    [InlineData("wasi_program.wasm", "env TOKEN")]
    [InlineData("order_component_rust.wasm", "panic")]
    public async Task Run_AThousandTimes_NeedsNoMoreMemoryThanBefore(string file, string input)
    {
        const int RunsPerRound = 1_000;
        using Guest guest = engine.Load(file);
        await InParallel(RunsPerRound, _ => Run(guest, input));

        // A run that lost a kilobyte would show in every round; other tests of this process don't.
        long leastGrowth = long.MaxValue;
        for (int round = 0; round < 8 && leastGrowth >= RunsPerRound * 1024; round++)
        {
            long before = ResidentBytes();
            await InParallel(RunsPerRound, _ => Run(guest, input));
            leastGrowth = Math.Min(leastGrowth, ResidentBytes() - before);
        }
        Assert.InRange(leastGrowth, long.MinValue, RunsPerRound * 1024);
    }

    private static long ResidentBytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        self.Refresh();
        return self.WorkingSet64;
    }

    private static Task InParallel(int count, Action<int> run) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = 8,
            CancellationToken = TestContext.Current.CancellationToken,
        },
        (i, _) =>
        {
            run(i);
            return ValueTask.CompletedTask;
        });

    private static GuestOutcome Run(Guest guest, string input) => guest.Run(new GuestCall
    {
        Input = Encoding.UTF8.GetBytes(input),
        Environment = [new("GREETING", "hello")],
        Secrets = new Dictionary<string, string> { ["TOKEN"] = "s3cret" },
    });

    private Guest Load(byte[] component) =>
        Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;
}
