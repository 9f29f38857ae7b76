using System.Collections.Concurrent;

namespace Goico.Wasm.Tests;

public sealed class IsolationTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly string[] Hostile =
    [
        "loop.wat", "start-loop.wat", "grow-trap.wat", "recursion.wat", "unreachable.wat", "log-forever.wat",
        "result-outside.wat", "table-bomb.wat", "command-flood.wat", "exits.wat",
    ];

    [Fact]
    public void Run_SecretLeftInMemory_IsNeverSeenByALaterInstance()
    {
        // Few slots, so that they are taken again and again.
        using var pool = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 3 });
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(pool.Load(EngineFixture.Bytes("secret.wat"))).Guest;
        var seen = new ConcurrentBag<ulong>();

        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            seen.Add(EngineFixture.Code(guest.Run(new GuestCall { Input = "S"u8.ToArray() }))));

        Assert.Equal(1000, seen.Count);
        Assert.All(seen, dirtyBytes => Assert.Equal(0ul, dirtyBytes));
    }

    [Fact]
    public void Run_TwoHundredHostileRunsBesideGoodOnes_HarmNone()
    {
        Guest[] bad = [.. Hostile.Select(file => engine.Load(file))];
        using Guest good = engine.Load("echo.wat");
        var limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(50) };
        var answers = new ConcurrentBag<GuestOutcome>();
        int hostileAnswers = 0;

        // Every thread mixes both kinds, so that each slot goes from one to the other.
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = 16,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        Parallel.For(0, 200, options, i =>
        {
            GuestOutcome hostile = bad[i % bad.Length].Run(new GuestCall { Input = "{}"u8.ToArray(), Limits = limits });
            Assert.IsNotType<GuestOutcome.HostFault>(hostile);
            Interlocked.Increment(ref hostileAnswers);
            for (int n = 0; n < 5; n++)
            {
                answers.Add(good.Run(new GuestCall { Input = "{\"n\":1}"u8.ToArray() }));
            }
        });

        Assert.Equal(200, hostileAnswers);
        Assert.Equal(1000, answers.Count);
        Assert.All(answers, answer => Assert.Equal("{\"n\":1}", EngineFixture.Text(answer)));
        Array.ForEach(bad, guest => guest.Dispose());
    }

    [Fact]
    public void Run_MoreAtOnceThanThePoolHolds_WaitForASlot()
    {
        using var pool = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 2 });
        using Guest slow = Assert.IsType<GuestCompilation.Loaded>(pool.Load(EngineFixture.Bytes("loop.wat"))).Guest;
        var limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(30) };
        var outcomes = new ConcurrentBag<GuestOutcome>();

        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            outcomes.Add(slow.Run(new GuestCall { Limits = limits }))))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(8, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<GuestOutcome.TimedOut>(outcome));
    }

    [Fact]
    public async Task Run_CancelledWhileItLoops_IsCancelled()
    {
        var clock = new RunningSignal();
        using var own = new WasmEngine(One, clock);
        using Guest guest = Looping(own);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<GuestOutcome> run = Start(guest, new GuestCall { Cancellation = cancel.Token });
        await clock.Running;

        await cancel.CancelAsync();

        Assert.IsType<GuestOutcome.Cancelled>(await run);
        Assert.IsType<GuestOutcome.Cancelled>(guest.Run(new GuestCall { Cancellation = cancel.Token }));
    }

    [Fact]
    public async Task Dispose_EngineWhileAGuestLoops_CancelsItAndReturns()
    {
        var clock = new RunningSignal();
        var own = new WasmEngine(One, clock);
        using Guest guest = Looping(own);
        Task<GuestOutcome> run = Start(guest, default);
        await clock.Running;

        own.Dispose();

        Assert.IsType<GuestOutcome.Cancelled>(await run);
        Assert.Throws<ObjectDisposedException>(() => guest.Run(default));
    }

    [Fact]
    public async Task Dispose_GuestWhileItRuns_LetsTheRunEnd()
    {
        var clock = new RunningSignal();
        using var own = new WasmEngine(One, clock);
        Guest guest = Looping(own);
        var limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(200) };
        Task<GuestOutcome> run = Start(guest, new GuestCall { Limits = limits });
        await clock.Running;

        guest.Dispose();

        Assert.Throws<ObjectDisposedException>(() => guest.Run(default));
        Assert.IsType<GuestOutcome.TimedOut>(await run);
    }

    private static WasmEngineOptions One => new() { MaxConcurrentInstances = 1 };

    private static Guest Looping(WasmEngine engine) =>
        Assert.IsType<GuestCompilation.Loaded>(engine.Load(EngineFixture.Bytes("loop.wat"))).Guest;

    private static Task<GuestOutcome> Start(Guest guest, GuestCall call) => Task.Factory.StartNew(
        () => guest.Run(call), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
