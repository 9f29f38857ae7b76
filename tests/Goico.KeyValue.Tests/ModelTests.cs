using System.Text;
using CsCheck;
using static Goico.KeyValue.Tests.StoreFixture;

namespace Goico.KeyValue.Tests;

/// <summary>Random writers against a sorted dictionary, and watchers that stop and resume anywhere.</summary>
public sealed class ModelTests
{
    private const int Writers = 3;
    private const int OperationsEach = 60;
    private const int Watchers = 3;

    private static readonly string[] Keys = ["a", "a/1", "a/2", "a/é", "a/😀", "b", "b/1"];

    [Fact]
    public async Task WatchAsync_StoppedAndResumedUnderWriters_RebuildsTheSameStateAsTheStore()
    {
        // CsCheck prints the seed of a failing sample; here the sample is itself the seed of all the random choices.
        await Gen.Int[1, int.MaxValue].SampleAsync(
            async seed =>
            {
                try
                {
                    await RunAsync(seed);
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"Failed with seed {seed}: {e.Message}", e);
                }
            },
            iter: 12,
            threads: 1);
    }

    private static async Task RunAsync(int seed)
    {
        // An odd seed has a short history, so that watchers get lost and start again from a snapshot.
        var options = new KeyValueOptions { HistoryChanges = seed % 2 == 1 ? 8 : 100_000 };
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(options);
        var log = new SortedDictionary<long, (string Key, string? Value)>();
        Task[] writing =
            [.. Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(store, seed + w, log), Ct))];
        var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] prefixes = ["", "a/", "b"];
        Task<SortedDictionary<string, string>>[] watching =
        [
            .. Enumerable.Range(0, Watchers).Select(
                w => Task.Run(() => FollowAsync(store, prefixes[w], seed * 31 + w, done.Task), Ct)),
        ];
        await Task.WhenAll(writing);
        // One last change under every prefix tells each watcher where to stop.
        await store.PutTextAsync("b/end", "end");
        long end = await store.PutTextAsync("a/end", "end");
        log[end - 1] = ("b/end", "end");
        log[end] = ("a/end", "end");
        done.SetResult(end);

        Assert.Equal(Enumerable.Range(1, (int)end).Select(i => (long)i), log.Keys);
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string? value) in log.Values)
        {
            Apply(model, key, value);
        }

        await Task.WhenAll(watching);
        await store.DisposeAsync();
        for (int w = 0; w < Watchers; w++)
        {
            Assert.Equal(
                model.Where(e => e.Key.StartsWith(prefixes[w], StringComparison.Ordinal)), await watching[w]);
        }

        store = await fixture.OpenAsync(options);
        KeyValueSnapshot snapshot = await store.SnapshotAsync("", Ct);
        Assert.Equal(end, snapshot.Revision);
        Assert.Equal(model, new SortedDictionary<string, string>(
            snapshot.Entries.ToDictionary(e => e.Key, e => e.Text()), StringComparer.Ordinal));
    }

    private static async Task WriteAsync(
        KeyValueStore store, int seed, SortedDictionary<long, (string Key, string? Value)> log)
    {
        var random = new Random(seed);
        for (int i = 0; i < OperationsEach; i++)
        {
            string key = Keys[random.Next(Keys.Length)];
            long? expected = random.Next(3) == 0 ? (await store.GetAsync(key, Ct))?.Revision ?? 0 : null;
            string? value = random.Next(3) == 0 ? null : $"{seed}-{i}";
            KeyValueWrite result = value is null
                ? await store.DeleteAsync(key, expected, Ct)
                : await store.PutAsync(key, Encoding.UTF8.GetBytes(value), expected, Ct);
            if (result is KeyValueWrite.Written written)
            {
                lock (log)
                {
                    log.Add(written.Revision, (key, value));
                }
            }
        }
    }

    private static async Task<SortedDictionary<string, string>> FollowAsync(
        KeyValueStore store, string prefix, int seed, Task<long> done)
    {
        var random = new Random(seed);
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        long at = 0;
        while (true)
        {
            int budget = random.Next(1, 15);
            await foreach (KeyValueChange change in store.WatchAsync(prefix, at, Ct))
            {
                if (change is KeyValueChange.Lost)
                {
                    KeyValueSnapshot snapshot = await store.SnapshotAsync(prefix, Ct);
                    state = new(snapshot.Entries.ToDictionary(e => e.Key, e => e.Text()), StringComparer.Ordinal);
                    at = snapshot.Revision;
                    break;
                }

                (string key, string? value, long revision) = change switch
                {
                    KeyValueChange.Put p => (p.Entry.Key, p.Entry.Text(), p.Entry.Revision),
                    KeyValueChange.Deleted d => (d.Key, null, d.Revision),
                    _ => throw new InvalidOperationException(),
                };
                Assert.True(revision > at, $"revision {revision} came after {at}");
                Assert.StartsWith(prefix, key, StringComparison.Ordinal);
                at = revision;
                Apply(state, key, value);
                if (--budget == 0 || key.EndsWith("/end", StringComparison.Ordinal))
                {
                    break;
                }
            }

            if (state.ContainsKey(prefix == "b" ? "b/end" : "a/end"))
            {
                await done;
                return state;
            }
        }
    }

    private static void Apply(SortedDictionary<string, string> state, string key, string? value)
    {
        if (value is null)
        {
            state.Remove(key);
        }
        else
        {
            state[key] = value;
        }
    }
}
