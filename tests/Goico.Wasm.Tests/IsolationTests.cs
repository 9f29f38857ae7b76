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
    public async Task Dispose_GuestRunningForEver_CancelsItAndReturns()
    {
        var own = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 1 });
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(own.Load(EngineFixture.Bytes("loop.wat"))).Guest;
        using var started = new CancellationTokenSource();
        Task<GuestOutcome> run = Task.Factory.StartNew(
            () => guest.Run(default), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        own.Dispose();

        // The run may come too late to start at all; either way nothing is left running.
        try
        {
            Assert.IsType<GuestOutcome.Cancelled>(await run);
        }
        catch (ObjectDisposedException)
        {
            Assert.True(run.IsFaulted);
        }
    }

    [Fact]
    public void Dispose_GuestWhileItRuns_LetsTheRunEnd()
    {
        Guest guest = engine.Load("loop.wat");
        GuestOutcome? outcome = null;
        var call = new GuestCall { Limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(300) } };
        using var entered = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            entered.Set();
            outcome = guest.Run(call);
        });
        thread.Start();
        entered.Wait(TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => thread.ThreadState != ThreadState.Unstarted);
        GuestOutcome second = guest.Run(call);
        guest.Dispose();
        thread.Join();

        Assert.IsType<GuestOutcome.TimedOut>(outcome);
        Assert.IsType<GuestOutcome.TimedOut>(second);
        Assert.Throws<ObjectDisposedException>(() => guest.Run(call));
    }
}
