using System.Collections.Concurrent;
using System.Diagnostics;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>A failure that a run found, as small as it could be made.</summary>
/// <param name="Seed">The seed of the case.</param>
/// <param name="Text">What failed and how.</param>
internal sealed record FuzzFinding(int Seed, string Text);

/// <summary>
/// Tries the cases of one seed after the other on several threads, until the time is over or something fails. A case
/// that does not come to its end fails the run as well.
/// </summary>
/// <param name="firstSeed">The first of the seeds, which go up by one.</param>
/// <param name="threads">How many of them.</param>
/// <param name="casesOf">The cases of a seed.</param>
internal sealed class FuzzRun(int firstSeed, int threads, Func<int, IEnumerable<FuzzCase>> casesOf)
{
    // Deep schemas over deep instances recurse; a worker's stack is not what is tested here.
    private const int StackBytes = 64 * 1024 * 1024;

    private readonly ConcurrentQueue<FuzzFinding> _findings = new();
    private readonly ConcurrentDictionary<int, long> _running = new();
    private long _next;
    private int _stopped;

    /// <summary>
    /// After how long a seed has failed for not coming to its end. The default value is two minutes: cases take
    /// milliseconds; the slowest, on a busy machine, some seconds.
    /// </summary>
    public TimeSpan LongestSeed { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What was counted so far.</summary>
    public FuzzCounts Counts { get; } = new();

    public int FirstSeed => firstSeed;

    /// <summary>Runs; the finding that ended it, or null.</summary>
    public FuzzFinding? Run(TimeSpan duration, long mostSeeds = long.MaxValue)
    {
        long started = Stopwatch.GetTimestamp();
        // Not disposed of: a worker that hangs may still come to signal it.
        var finished = new CountdownEvent(threads);
        for (int i = 0; i < threads; i++)
        {
            // In the background: a worker that hangs must not keep the process alive.
            new Thread(() =>
            {
                while (Volatile.Read(ref _stopped) == 0 && Stopwatch.GetElapsedTime(started) < duration)
                {
                    long number = Interlocked.Increment(ref _next) - 1;
                    if (number >= mostSeeds)
                        break;
                    RunSeed(unchecked(firstSeed + (int)number));
                }

                finished.Signal();
            }, StackBytes)
            { IsBackground = true, Name = "fuzz" }.Start();
        }

        TimeSpan interval = TimeSpan.FromTicks(Math.Min(LongestSeed.Ticks, TimeSpan.TicksPerSecond));
        while (!finished.Wait(interval))
        {
            foreach ((int seed, long since) in _running)
            {
                if (Stopwatch.GetElapsedTime(since) > LongestSeed)
                    return new FuzzFinding(seed, $"does not end: it has run for {LongestSeed}");
            }
        }

        return _findings.TryPeek(out FuzzFinding? finding) ? finding : null;
    }

    private void RunSeed(int seed)
    {
        _running[seed] = Stopwatch.GetTimestamp();
        FuzzCase? current = null;
        try
        {
            foreach (FuzzCase next in casesOf(seed))
            {
                current = next;
                FuzzFailure? failure = next.Failure();
                Counts.Add(next);
                if (failure is null)
                    continue;
                Volatile.Write(ref _stopped, 1);
                // Time anew: what is smaller is no faster by that.
                _running[seed] = Stopwatch.GetTimestamp();
                (FuzzCase smallest, FuzzFailure smallestFailure) = Shrinker.Shrink(next, failure);
                _findings.Enqueue(new FuzzFinding(seed, $"{smallestFailure.Kind}\n{smallest.Describe()}\n"
                    + $"{smallestFailure.Details}\nbefore it was made small:\n{next.Describe()}"));
                return;
            }
        }
        catch (Exception e)
        {
            // The generators failed, not the product: that is to be seen as well.
            Volatile.Write(ref _stopped, 1);
            _findings.Enqueue(new FuzzFinding(seed, $"the run itself threw {e}\n{current?.Describe()}"));
        }
        finally
        {
            _running.TryRemove(seed, out _);
        }
    }
}
