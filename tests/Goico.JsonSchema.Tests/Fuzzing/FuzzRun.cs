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
internal sealed class FuzzRun(int firstSeed, int threads)
{
    // Deep schemas over deep instances recurse; a worker's stack is not what is tested here.
    private const int StackBytes = 64 * 1024 * 1024;

    // Cases take milliseconds; the slowest, under load and before the reference gives up, some seconds.
    private static readonly TimeSpan s_longestCase = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FuzzFinding> _findings = new();
    private readonly ConcurrentDictionary<int, long> _running = new();
    private long _next;
    private int _stopped;

    /// <summary>What was counted so far.</summary>
    public FuzzCounts Counts { get; } = new();

    public int FirstSeed => firstSeed;

    /// <summary>Runs; the finding that ended it, or null.</summary>
    public FuzzFinding? Run(TimeSpan duration, long mostSeeds = long.MaxValue)
    {
        long started = Stopwatch.GetTimestamp();
        using var finished = new CountdownEvent(threads);
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

        while (!finished.Wait(s_watchInterval))
        {
            foreach ((int seed, long since) in _running)
            {
                if (Stopwatch.GetElapsedTime(since) > s_longestCase)
                    return new FuzzFinding(seed, $"does not end: it has run for {s_longestCase}");
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
            foreach (FuzzCase next in new RandomCases(seed).Next())
            {
                current = next;
                FuzzFailure? failure = next.Failure();
                Counts.Add(next);
                if (failure is null)
                    continue;
                Volatile.Write(ref _stopped, 1);
                _running.TryRemove(seed, out _);
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
