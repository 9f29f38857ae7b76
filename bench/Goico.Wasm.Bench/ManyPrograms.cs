using System.Diagnostics;
using System.Globalization;
using Jobico.Catalog;

namespace Goico.Wasm.Bench;

/// <summary>
/// Many different programs deployed, more than are kept loaded: what memory they take, and what becomes of the hot one.
/// </summary>
internal static class ManyPrograms
{
    private const int Loaded = 1_024;
    private const int HotRuns = 20_000;

    public static void Run(int count, TextWriter output)
    {
        string cache = Directory.CreateTempSubdirectory("jobico-bench-").FullName;
        try
        {
            using var engine = new WasmEngine(new WasmEngineOptions { CacheFolder = cache });
            var guests = new BoundedCache<int, Guest>(Loaded, evicted: guest => guest.Dispose());
            var call = new GuestCall { Input = "{}"u8.ToArray() };
            void Use(int program) => Find(guests, engine, program).Run(call);

            Use(0);
            double alone = Stint.Micros(() => Use(0), 1, HotRuns);
            long before = Resident();
            long compiling = Stopwatch.GetTimestamp();
            for (int program = 1; program < count; program++)
            {
                Use(program);
                Use(0);
            }
            TimeSpan compiled = Stopwatch.GetElapsedTime(compiling);
            long after = Resident();
            double among = Stint.Micros(() => Use(0), 1, HotRuns);
            long coldStart = Stopwatch.GetTimestamp();
            const int Cold = 500;
            for (int program = 1; program <= Cold; program++) Use(program);
            double cold = Stopwatch.GetElapsedTime(coldStart).TotalMicroseconds / Cold;

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {count} programs, {Loaded} kept loaded
                compiled and run once      {compiled.TotalMilliseconds / count:F1} ms each
                resident memory            {before >> 20} MiB before, {after >> 20} MiB after
                the hot one                {alone:F2} µs alone, {among:F2} µs among them
                one that was let go        {cold:F0} µs to load from the folder and run
                """));
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static Guest Find(BoundedCache<int, Guest> guests, WasmEngine engine, int program)
    {
        if (guests.TryGet(program, out Guest? guest)) return guest;
        // Compiling is no task of its own here: the task is complete when it is given.
        return guests.GetOrAddAsync(program, key => Task.FromResult(Load(engine, key)), CancellationToken.None)
            .GetAwaiter().GetResult();
    }

    private static Guest Load(WasmEngine engine, int program)
    {
        byte[] wasm = WasmText.ToBinary($"""
            (module
              (memory (export "memory") 1)
              (global $top (mut i32) (i32.const 1024))
              (data (i32.const 16) "program {program}")
              (func (export "malloc") (param i32) (result i32)
                (global.get $top) (global.set $top (i32.add (global.get $top) (local.get 0))))
              (func (export "event") (param i32 i32 i32)
                (i64.store (local.get 0) (i64.const 0))
                (i64.store offset=8 (local.get 0) (i64.const {(16L << 32) | 8}))))
            """);
        return engine.Load(wasm) is GuestCompilation.Loaded(var guest)
            ? guest : throw new InvalidOperationException("A made program does not load.");
    }

    private static long Resident()
    {
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
