using System.Diagnostics;
using Wasmtime;

namespace Goico.Wasm.Bench;

/// <summary>
/// What the engine's own wrapper for .NET takes with the engine's own pool: to make and drop an instance and do nothing
/// with it, and to call into one that is kept. No limits, no logs, no result read: less than a run does.
/// </summary>
internal sealed class BareInstance : IDisposable
{
    // A program that is used again keeps what it allocates, so it is made afresh from time to time.
    private const int CallsOfOne = 1_000;

    private readonly Engine _engine;
    private readonly Linker _linker;
    private readonly Module _module;
    private readonly byte[] _input;

    public BareInstance(byte[] wasm, byte[] input)
    {
        using var pool = new PoolingAllocationConfig();
        pool.WithMaxCoreInstances(64).WithMaxMemories(64).WithMaxTables(64).WithMaxMemorySize(1 << 30)
            .WithLinearMemoryKeepResidentBytes(1 << 20).WithTableKeepResidentBytes(1 << 20);
        using var config = new Config();
        config.WithPoolingAllocationStrategy(pool).WithEpochInterruption(true);
        _engine = new Engine(config);
        _linker = new Linker(_engine);
        _linker.DefineWasi();
        _module = Module.FromBytes(_engine, "bare", wasm);
        foreach (Import import in _module.Imports.Where(import => import.ModuleName != "wasi_snapshot_preview1"))
        {
            var function = (FunctionImport)import;
            _linker.DefineFunction(
                import.ModuleName, import.Name, static (_, _, _) => { }, function.Parameters, function.Results);
        }
        _input = input;
        CanBeUsedAgain = _module.Exports.Any(export => export.Name == "malloc")
            && _module.Exports.All(export => export.Name != "_start");
    }

    /// <summary>Whether it is a program of the core ABI that needs no start.</summary>
    public bool CanBeUsedAgain { get; }

    public void Fresh()
    {
        using Store store = MakeStore();
        _linker.Instantiate(store, _module);
    }

    public double MicrosUsedAgain(int calls)
    {
        TimeSpan spent = TimeSpan.Zero;
        for (int done = 0; done < calls; done += CallsOfOne)
        {
            using Store store = MakeStore();
            Instance instance = _linker.Instantiate(store, _module);
            Func<int, int> malloc = instance.GetFunction<int, int>("malloc")!;
            Action<int, int, int> handle = instance.GetAction<int, int, int>("event")!;
            Memory memory = instance.GetMemory("memory")!;
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < CallsOfOne; i++)
            {
                int data = malloc(_input.Length);
                _input.CopyTo(memory.GetSpan(data, _input.Length));
                handle(malloc(16), data, _input.Length);
            }
            spent += Stopwatch.GetElapsedTime(start);
        }
        return spent.TotalMicroseconds / (Math.Ceiling((double)calls / CallsOfOne) * CallsOfOne);
    }

    public void Dispose()
    {
        _module.Dispose();
        _linker.Dispose();
        _engine.Dispose();
    }

    private Store MakeStore()
    {
        var store = new Store(_engine);
        store.SetWasiConfiguration(new WasiConfiguration());
        store.SetEpochDeadline(1_000_000);
        return store;
    }
}
