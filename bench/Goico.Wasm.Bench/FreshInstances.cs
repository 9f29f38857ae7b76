using System.Diagnostics;
using System.Globalization;

namespace Goico.Wasm.Bench;

/// <summary>The table of fresh instances.</summary>
internal static class FreshInstances
{
    private static readonly byte[] Input =
        """{"id":7,"order":7,"total":10.5,"items":[{"qty":2,"price":4.25},{"qty":1,"price":2}]}"""u8.ToArray();

    public static void Run(bool smoke, TextWriter output)
    {
        int rounds = smoke ? 1 : 9;
        TimeSpan warmUp = TimeSpan.FromMilliseconds(smoke ? 50 : 1_500);
        TimeSpan stint = TimeSpan.FromMilliseconds(smoke ? 20 : 150);
        output.WriteLine($"{Environment.ProcessorCount} cores; µs a run, medians of {rounds} rounds\n");
        output.WriteLine("| program | memory KiB | fresh, 1 thread | 2 threads | 1/2 | B allocated | "
            + "bare instance, 1 | bare, 2 | bare/fresh | used again |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        using var engine = new WasmEngine(new WasmEngineOptions());
        foreach (BenchProgram program in BenchProgram.All)
        {
            byte[] wasm = program.Read();
            using Guest guest = engine.Load(wasm) is GuestCompilation.Loaded(var loaded)
                ? loaded : throw new InvalidOperationException($"{program.File} does not load.");
            var call = new GuestCall { Input = Input };
            GuestOutcome outcome = guest.Run(call);
            if (outcome is not GuestOutcome.Returned)
            {
                throw new InvalidOperationException($"{program.File} ended as {outcome}.");
            }
            using BareInstance? bare = guest.Info.Abi == GuestAbi.Component ? null : new BareInstance(wasm, Input);
            void Fresh() => guest.Run(call);
            var figures = new Figures();
            WarmUp(Fresh, warmUp);
            if (bare is not null) WarmUp(bare.Fresh, warmUp);
            int runs = RunsFor(Fresh, stint);
            for (int round = 0; round < rounds; round++)
            {
                figures.One.Add(Stint.Micros(Fresh, 1, runs));
                figures.Two.Add(Stint.Micros(Fresh, 2, runs));
                if (bare is null) continue;
                figures.BareOne.Add(Stint.Micros(bare.Fresh, 1, runs));
                figures.BareTwo.Add(Stint.Micros(bare.Fresh, 2, runs));
                if (bare.CanBeUsedAgain) figures.Again.Add(bare.MicrosUsedAgain(runs));
            }
            output.WriteLine(Row(program, outcome.PeakMemoryBytes >> 10, figures, Stint.Bytes(Fresh)));
        }
    }

    private static void WarmUp(Action run, TimeSpan time)
    {
        // The runtime's last tier of compiled code comes only after a while.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;) run();
    }

    private static int RunsFor(Action run, TimeSpan stint) =>
        Math.Max(20, (int)(stint.TotalMicroseconds / Stint.Micros(run, 1, 100)));

    private static string Row(BenchProgram program, long kibibytes, Figures figures, long bytes)
    {
        double one = Stint.Median(figures.One);
        double two = Stint.Median(figures.Two);
        string bare = "– | – | –";
        if (figures.BareOne.Count > 0)
        {
            double bareOne = Stint.Median(figures.BareOne);
            bare = Text($"{bareOne:F1} | {Stint.Median(figures.BareTwo):F1} | {bareOne / one:F1}×");
        }
        string again = figures.Again.Count == 0 ? "–" : Text($"{Stint.Median(figures.Again):F2}");
        return Text($"| {program.Title} | {kibibytes} | {one:F1} | {two:F1} | {one / two:F2}× | {bytes} | {bare} | {again} |");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Figures
    {
        public List<double> One { get; } = [];

        public List<double> Two { get; } = [];

        public List<double> BareOne { get; } = [];

        public List<double> BareTwo { get; } = [];

        public List<double> Again { get; } = [];
    }
}
