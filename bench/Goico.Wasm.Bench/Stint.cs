using System.Diagnostics;

namespace Goico.Wasm.Bench;

/// <summary>Some runs in a row, timed.</summary>
internal static class Stint
{
    /// <summary>Microseconds a run where one or more threads do as many as told, each for itself.</summary>
    public static double Micros(Action run, int threads, int runs)
    {
        using var ready = new Barrier(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            // The thread's own first steps are not the run's.
            run();
            ready.SignalAndWait();
            for (int i = 0; i < runs; i++) run();
        }))];
        Array.ForEach(workers, worker => worker.Start());
        ready.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(workers, worker => worker.Join());
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / ((double)runs * threads);
    }

    /// <summary>Bytes that a run allocates on the collected heap.</summary>
    public static long Bytes(Action run)
    {
        const int Runs = 1_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++) run();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
    }

    /// <summary>The middle one.</summary>
    public static double Median(List<double> figures)
    {
        figures.Sort();
        return figures[figures.Count / 2];
    }
}
