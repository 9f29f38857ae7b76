using System.Diagnostics;
using System.Text;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;

namespace Jobico.Storage.Bench;

/// <summary>Drives an engine with many callers and prints rates and latencies.</summary>
internal sealed class Load(IStorageEngine engine, TimeSpan duration)
{
    private const int LeaseBatch = 512;
    private const int Consumers = 4;
    private const long CycleBacklog = 20_000;

    private static readonly EventRoute Route = new(TenantId.Default, "queue", "job", "event");
    private static readonly byte[] Data = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 189)}}"}""");

    internal async Task Enqueue(string name, int producers)
    {
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = new List<double>[producers];
        await Report($"{name}, {producers} producers", latencies, Enumerable.Range(0, producers)
            .Select(i => Task.Run(() => Produce(end, 1, long.MaxValue, latencies[i] = []))), 1);
    }

    internal async Task Drain(string name)
    {
        long begin = Stopwatch.GetTimestamp();
        long[] done = await Task.WhenAll(Enumerable.Range(0, Consumers)
            .Select(_ => Task.Run(() => Consume(() => true, untilEmpty: true))));
        Print(name, done.Sum(), begin, []);
    }

    /// <summary>Producers and consumers at the same time.</summary>
    internal async Task Cycle(string name, int producers, int perCall = 1)
    {
        // So that producers don't run away from consumers: what is counted went all the way.
        long maxBacklog = CycleBacklog + (await engine.Events.GetDepthAsync(
            Route.QueueKey, CancellationToken.None)).Backlog;
        long begin = Stopwatch.GetTimestamp();
        long end = begin + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = new List<double>[producers];
        Task produced = Task.WhenAll(Enumerable.Range(0, producers)
            .Select(i => Task.Run(() => Produce(end, perCall, maxBacklog, latencies[i] = []))));
        Task<long[]> consumed = Task.WhenAll(Enumerable.Range(0, Consumers)
            .Select(_ => Task.Run(() => Consume(() => Stopwatch.GetTimestamp() >= end, untilEmpty: false))));
        await produced;
        long[] done = await consumed;
        Print($"{name}, {producers} producers, {perCall} a call", done.Sum(), begin, latencies.SelectMany(l => l));
        Console.WriteLine($"    enqueued {latencies.Sum(l => (long)l.Count) * perCall:N0}");
    }

    internal async Task Fill(int backlog)
    {
        ReadOnlyMemory<byte>[] thousand = Enumerable.Repeat(new ReadOnlyMemory<byte>(Data), 1000).ToArray();
        await Time($"fill {backlog:N0}", async () =>
        {
            for (int i = 0; i < backlog; i += thousand.Length)
            {
                await engine.Events.EnqueueAsync(Route, thousand, long.MaxValue, CancellationToken.None);
            }
            return 0;
        });
    }

    internal async Task<T> Time<T>(string name, Func<Task<T>> action)
    {
        long begin = Stopwatch.GetTimestamp();
        T result = await action();
        Console.WriteLine($"{name,-44} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,10:N1} ms");
        return result;
    }

    internal static async Task<EnqueueResult> EnqueueOne(IStorageEngine engine) =>
        await engine.Events.EnqueueAsync(Route, [Data], long.MaxValue, CancellationToken.None);

    private async Task Produce(long end, int perCall, long maxBacklog, List<double> latencies)
    {
        var data = new ReadOnlyMemory<byte>[perCall];
        Array.Fill(data, Data);
        while (Stopwatch.GetTimestamp() is var begin && begin < end)
        {
            if (await engine.Events.EnqueueAsync(Route, data, maxBacklog, CancellationToken.None)
                is EnqueueResult.Accepted)
                latencies.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            else
                await Task.Delay(1);
        }
    }

    private async Task<long> Consume(Func<bool> mayEnd, bool untilEmpty)
    {
        long done = 0;
        while (true)
        {
            bool last = mayEnd();
            IReadOnlyList<LeasedEvent> leased = await engine.Events.LeaseAsync(
                Route.QueueKey, LeaseBatch, TimeSpan.FromMinutes(1), CancellationToken.None);
            var pending = new List<Task<CompletionResult>>(leased.Count);
            foreach (LeasedEvent lease in leased)
            {
                pending.Add(engine.Events.CompleteAsync(Done(lease), CancellationToken.None).AsTask());
            }
            foreach (CompletionResult result in await Task.WhenAll(pending))
            {
                done += result is CompletionResult.Committed ? 1 : throw new InvalidOperationException("Lost a lease.");
            }
            if (last && (leased.Count == 0 || !untilEmpty))
                return done;
            if (leased.Count == 0)
                await Task.Delay(1);
        }
    }

    private static Completion Done(LeasedEvent lease) => new(
        lease,
        new Attempt
        {
            Outcome = ExecutionOutcome.Ok,
            Result = Data,
            StartedAt = lease.LeasedAt,
            Duration = TimeSpan.FromMicroseconds(11),
            PeakMemoryBytes = 65_536,
            Version = 1,
            ModuleSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
        EventDisposition.Done.Instance,
        []);

    private static async Task Report(string name, List<double>[] latencies, IEnumerable<Task> work, int perCall)
    {
        long begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(work);
        Print(name, latencies.Sum(l => (long)l.Count) * perCall, begin, latencies.SelectMany(l => l));
    }

    private static void Print(string name, long count, long begin, IEnumerable<double> latencies)
    {
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] sorted = [.. latencies.Order()];
        string tail = sorted.Length == 0
            ? ""
            : $"  p50 {sorted[sorted.Length / 2]:N2} ms  p99 {sorted[(int)(sorted.Length * 0.99)]:N2} ms";
        Console.WriteLine($"{name,-44} {count / seconds,10:N0} /s{tail}  rss {Environment.WorkingSet >> 20} MiB");
    }
}
