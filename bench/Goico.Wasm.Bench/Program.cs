using System.Diagnostics;
using System.Globalization;
using Goico.Wasm;

// Microseconds and bytes allocated a run, a fresh instance each: the median of many short rounds.
// Arguments: the modules' paths, each run with a small order as its input; --keep=BYTES before them sets
// KeepResidentBytes.
const int Rounds = 15;
const int RunsPerRound = 10_000;

const string Keep = "--keep=";
var options = new WasmEngineOptions();
if (args is [var first, .. var rest] && first.StartsWith(Keep, StringComparison.Ordinal))
{
    options = options with { KeepResidentBytes = int.Parse(first[Keep.Length..], CultureInfo.InvariantCulture) };
    args = rest;
}
using var engine = new WasmEngine(options);
byte[] input = """{"id":7,"total":10.5,"items":[{"qty":2,"price":4.25},{"qty":1,"price":2}]}"""u8.ToArray();

foreach (string path in args)
{
    byte[] wasm = path.EndsWith(".wat", StringComparison.Ordinal)
        ? WasmText.ToBinary(File.ReadAllText(path)) : File.ReadAllBytes(path);
    if (engine.Load(wasm) is not GuestCompilation.Loaded { Guest: var guest })
    {
        Console.WriteLine($"{path}: does not load");
        continue;
    }
    using (guest)
    {
        var call = new GuestCall { Input = input };
        var last = guest.Run(call);
        double one = Measure(guest, call, threads: 1, out long bytes);
        double two = Measure(guest, call, threads: 2, out _);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path),-24} {guest.Info.Abi,-8} {one,7:F1} us/run  {two,7:F1} us/run on two threads" +
            $"  {bytes,6} B/run  {last.PeakMemoryBytes >> 10,6} KiB  {last.GetType().Name}"));
    }
}

static double Measure(Guest guest, GuestCall call, int threads, out long bytesPerRun)
{
    var rounds = new double[Rounds];
    // The runtime's last tier of compiled code comes only after a while.
    for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2);)
    {
        guest.Run(call);
    }
    long before = GC.GetAllocatedBytesForCurrentThread();
    for (int i = 0; i < 1000; i++)
    {
        guest.Run(call);
    }
    bytesPerRun = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    for (int round = 0; round < Rounds; round++)
    {
        long start = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < RunsPerRound; i++)
            {
                guest.Run(call);
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        rounds[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / (RunsPerRound * threads);
    }
    Array.Sort(rounds);
    return rounds[Rounds / 2];
}
