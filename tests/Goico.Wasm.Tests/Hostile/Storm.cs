using System.Collections.Concurrent;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>Every hostile program at once, on many threads, beside well-behaved ones.</summary>
internal sealed class Storm : IDisposable
{
    private const int HostileThreads = 64;
    private const int GoodThreads = 4;

    // Fewer than there are threads, so that some of them always wait.
    private const int Instances = 48;

    private readonly Guest[] _hostile;
    private readonly Guest _good;
    private readonly ConcurrentQueue<string> _wrong = new();

    public Storm()
    {
        Engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = Instances });
        _hostile = [.. HostileProgram.All.Select(program => Load(program.Make()))];
        _good = Load(EngineFixture.Bytes("echo.wat"));
    }

    public WasmEngine Engine { get; }

    /// <summary>Everything that went otherwise than documented.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Runs of the good program that each of its threads did while the storm lasted.</summary>
    public int[] GoodRuns { get; } = new int[GoodThreads];

    /// <summary>Does a number of hostile runs, and good ones for as long as they take.</summary>
    public void Rage(int runs)
    {
        int begun = 0;
        int raging = HostileThreads;
        Thread[] threads =
        [
            .. Enumerable.Range(0, HostileThreads).Select(_ => new Thread(() =>
            {
                for (int i = Interlocked.Increment(ref begun); i <= runs; i = Interlocked.Increment(ref begun))
                {
                    Guarded(() => RunHostile(i % _hostile.Length));
                }
                Interlocked.Decrement(ref raging);
            })),
            .. Enumerable.Range(0, GoodThreads).Select(thread => new Thread(() =>
            {
                while (Volatile.Read(ref raging) > 0)
                {
                    Guarded(() => RunGood($"{{\"thread\":{thread},\"run\":{GoodRuns[thread]++}}}"));
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    /// <summary>Has as many runs under way at once as there may be: false where one finds no room.</summary>
    public bool FillsEveryInstance()
    {
        using var all = new CountdownEvent(Instances);
        var host = new GatheringHost(all);
        using Guest asking = Load(EngineFixture.Bytes("ask-once.wat"));
        int answered = 0;
        Thread[] threads = [.. Enumerable.Range(0, Instances).Select(_ => new Thread(() =>
        {
            if (asking.Run(new GuestCall { Host = host }) is GuestOutcome.Returned)
            {
                Interlocked.Increment(ref answered);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return answered == Instances;
    }

    public void Dispose()
    {
        Array.ForEach(_hostile, guest => guest.Dispose());
        _good.Dispose();
        Engine.Dispose();
    }

    private void RunHostile(int index)
    {
        HostileProgram program = HostileProgram.All[index];
        GuestOutcome outcome = _hostile[index].Run(program.Call(HostileProgram.Limits));
        if (!program.IsRight(outcome, HostileProgram.Limits))
        {
            _wrong.Enqueue($"{program.Name}: {outcome}");
        }
    }

    private void RunGood(string input)
    {
        GuestOutcome outcome = _good.Run(new GuestCall { Input = System.Text.Encoding.UTF8.GetBytes(input) });
        if (outcome is not GuestOutcome.Returned || EngineFixture.Text(outcome) != input)
        {
            _wrong.Enqueue($"the good program: {outcome}");
        }
    }

    private void Guarded(Action run)
    {
        try
        {
            run();
        }
        catch (Exception fault)
        {
            _wrong.Enqueue(fault.ToString());
        }
    }

    private Guest Load(byte[] wasm) => Assert.IsType<GuestCompilation.Loaded>(Engine.Load(wasm)).Guest;
}
