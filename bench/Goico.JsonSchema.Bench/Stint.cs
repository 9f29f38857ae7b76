using System.Diagnostics;

namespace Goico.JsonSchema.Bench;

/// <summary>Runs a piece of work for a while and says how long one took.</summary>
internal sealed class Stint(Func<bool> work)
{
    private int _batch = 1;

    public bool Once() => work();

    /// <summary>Works for some time, in seconds; the answer is the mean of one, in µs.</summary>
    /// <exception cref="InvalidOperationException">The answers were not all the same.</exception>
    public double Run(double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        long count = 0;
        long yes = 0;
        TimeSpan elapsed;
        do
        {
            for (int i = 0; i < _batch; i++)
            {
                if (work())
                    yes++;
            }

            count += _batch;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed.TotalSeconds < seconds);
        if (yes != 0 && yes != count)
            throw new InvalidOperationException("The verdict changed from one time to the next.");

        // About a millisecond a batch, so that reading the clock costs nothing.
        _batch = (int)Math.Max(1, Math.Round(count / elapsed.TotalMilliseconds));
        return elapsed.TotalMicroseconds / count;
    }

    /// <summary>The bytes that one allocates on this thread.</summary>
    public long BytesAllocated()
    {
        const int Times = 100;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Times; i++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }
}
