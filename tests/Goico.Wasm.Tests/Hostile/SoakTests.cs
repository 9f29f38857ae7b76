using System.Diagnostics;
using System.Globalization;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>
/// Hostile programs in a mix of chance, under limits of chance, cancelled and disposed in the midst, for as many seconds
/// as <c>GOICO_WASM_SOAK_SECONDS</c> says; a blink unless told. <c>GOICO_WASM_SOAK_SEED</c> repeats a mix.
/// </summary>
[Collection(Alone.Name)]
public sealed class SoakTests
{
    private const int Threads = 48;
    private const int Instances = 32;
    private const int RunsOfARound = 400;
    private const long MarginBytes = 256L << 20;

    [Fact]
    public void Run_MixesOfChance_EndAsOutcomesAndLeaveNothing()
    {
        int seed = Setting("GOICO_WASM_SOAK_SEED", Environment.TickCount);
        TimeSpan length = TimeSpan.FromSeconds(Setting("GOICO_WASM_SOAK_SECONDS", 0));
        TestContext.Current.TestOutputHelper?.WriteLine($"GOICO_WASM_SOAK_SEED={seed}");
        var since = Stopwatch.StartNew();
        long runs = RunRound(seed);
        Footprint before = Footprint.Take();

        for (int round = 1; round == 1 || since.Elapsed < length; round++)
        {
            runs += RunRound(seed + round);
        }

        Footprint after = Footprint.Take();
        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs; {before} -> {after}");
        Assert.InRange(after.ResidentBytes - before.ResidentBytes, long.MinValue, MarginBytes);
        Assert.InRange(after.Threads - before.Threads, int.MinValue, 8);
        Assert.InRange(after.Descriptors - before.Descriptors, int.MinValue, 8);
        Assert.InRange(after.Mappings - before.Mappings, int.MinValue, 256);
    }

    /// <summary>One engine's life: it is disposed while its last runs are still under way.</summary>
    private static long RunRound(int seed)
    {
        var engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = Instances });
        Guest[] hostile = [.. HostileProgram.All.Select(program => Load(engine, program.Make()))];
        using Guest good = Load(engine, EngineFixture.Bytes("echo.wat"));
        using var cancel = new CancellationTokenSource();
        int begun = 0;
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            var chance = new Random(HashCode.Combine(seed, thread));
            try
            {
                // The last runs find their engine disposed.
                for (int run = 0; run <= RunsOfARound; run = Interlocked.Increment(ref begun))
                {
                    RunOne(hostile, good, engine, chance, cancel, run);
                }
            }
            catch (ObjectDisposedException) when (Volatile.Read(ref begun) > RunsOfARound / 2)
            {
                // As it is to be.
            }
            catch (Exception unexpected)
            {
                fault = unexpected;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        SpinWait.SpinUntil(() => Volatile.Read(ref begun) > RunsOfARound * 3 / 4);
        engine.Dispose();
        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(hostile, guest => guest.Dispose());
        Assert.True(fault is null, $"Seed {seed}: {fault}");
        return Volatile.Read(ref begun);
    }

    private static void RunOne(
        Guest[] hostile, Guest good, WasmEngine engine, Random chance, CancellationTokenSource cancel, int run)
    {
        if (run == RunsOfARound / 2)
        {
            cancel.Cancel();
        }
        int index = chance.Next(hostile.Length);
        CancellationToken token = chance.Next(4) == 0 ? cancel.Token : CancellationToken.None;
        GuestOutcome outcome;
        if (chance.Next(8) == 0)
        {
            // One of its own, which is given up while it runs.
            Guest own = Load(engine, HostileProgram.All[index].Make());
            var disposing = new Thread(own.Dispose);
            disposing.Start();
            try
            {
                outcome = own.Run(HostileProgram.All[index].Call(AnyLimits(chance), token));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            finally
            {
                disposing.Join();
            }
        }
        else
        {
            outcome = hostile[index].Run(HostileProgram.All[index].Call(AnyLimits(chance), token));
        }
        Assert.False(outcome is GuestOutcome.HostFault, $"{HostileProgram.All[index]}: {outcome}");
        outcome = good.Run(new GuestCall { Input = "{\"good\":true}"u8.ToArray() });
        Assert.True(
            outcome is GuestOutcome.Cancelled || EngineFixture.Text(outcome) == "{\"good\":true}", outcome.ToString());
    }

    private static GuestLimits AnyLimits(Random chance) => new()
    {
        Time = TimeSpan.FromMilliseconds(chance.Next(1, 80)),
        MemoryBytes = 1L << chance.Next(14, 25),
        OutputBytes = 1 << chance.Next(0, 21),
        LogBytes = chance.Next(0, 1 << chance.Next(1, 19)),
        HostCalls = chance.Next(0, 2_000),
        TableElements = chance.Next(0, 20_000),
    };

    private static Guest Load(WasmEngine engine, byte[] wasm)
    {
        GuestCompilation compilation = engine.Load(wasm);
        return Assert.IsType<GuestCompilation.Loaded>(compilation).Guest;
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number)
            ? number : otherwise;
}
