using static Goico.KeyValue.Tests.StoreFixture;

namespace Goico.KeyValue.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task WatchAsync_FromThePast_YieldsHistoryThenLiveUnderThePrefix()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await store.PutTextAsync("a/1", "x");
        await store.PutTextAsync("b", "other");
        await store.PutTextAsync("a/1", "y");
        await store.RemoveAsync("a/1");
        await using IAsyncEnumerator<KeyValueChange> watch = store.WatchAsync("a/", 0, Ct).GetAsyncEnumerator(Ct);
        foreach (string expected in (string[])["1 a/1=x", "3 a/1=y", "4 -a/1"])
        {
            Assert.True(await watch.MoveNextAsync());
            Assert.Equal(expected, watch.Current.Line());
        }

        Task<bool> next = watch.MoveNextAsync().AsTask();
        await store.PutTextAsync("b", "other again");
        Assert.False(next.IsCompleted);
        await store.PutTextAsync("a/2", "live");
        Assert.True(await next);
        Assert.Equal("6 a/2=live", watch.Current.Line());
    }

    [Fact]
    public async Task WatchAsync_AfterASnapshot_ContinuesWithoutGapUnderWrites()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 300; i++)
            {
                await store.PutTextAsync($"k{i % 7}", $"{i}");
            }
        }, Ct);
        KeyValueSnapshot snapshot;
        do
        {
            snapshot = await store.SnapshotAsync("", Ct);
            Assert.Equal(snapshot.Revision, snapshot.Entries.Select(e => e.Revision).DefaultIfEmpty(0).Max());
        }
        while (snapshot.Revision < 50);

        int left = 300 - (int)snapshot.Revision;
        List<KeyValueChange> rest = await store.WatchAsync("", snapshot.Revision, Ct).TakeAsync(Math.Max(left, 1));
        await writing;
        Assert.Equal(
            Enumerable.Range((int)snapshot.Revision + 1, left),
            rest.Select(c => (int)((KeyValueChange.Put)c).Entry.Revision));
    }

    [Fact]
    public async Task WatchAsync_HistoryCompacted_IsToldFromWhereHistoryExistsAndEnds()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { HistoryChanges = 10 });
        for (int i = 1; i <= 30; i++)
        {
            await store.PutTextAsync("a", $"{i}");
        }

        Assert.Equal("lost 21", Assert.Single(await store.WatchAsync("", 19, Ct).TakeAsync(9)).Line());
        List<KeyValueChange> all = await store.WatchAsync("", 20, Ct).TakeAsync(10);
        Assert.Equal(Enumerable.Range(21, 10).Select(i => $"{i} a={i}"), all.Select(c => c.Line()));
    }

    [Fact]
    public async Task WatchAsync_TooSlowWhileReading_GetsLostAsItsLastItem()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { HistoryChanges = 5 });
        await store.PutTextAsync("a", "1");
        await using IAsyncEnumerator<KeyValueChange> watch = store.WatchAsync("", 0, Ct).GetAsyncEnumerator(Ct);
        Assert.True(await watch.MoveNextAsync());
        for (int i = 2; i <= 20; i++)
        {
            await store.PutTextAsync("a", $"{i}");
        }

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("lost 16", watch.Current.Line());
        Assert.False(await watch.MoveNextAsync());
    }

    [Fact]
    public async Task WatchAsync_HistoryOverItsBytes_DropsTheOldestAndKeepsEveryEntry()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { HistoryBytes = 1000, MaxValueBytes = 400 });
        foreach (string key in (string[])["a", "b", "c", "d"])
        {
            await store.PutAsync(key, new byte[400], null, Ct);
        }

        Assert.Equal("lost 3", Assert.Single(await store.WatchAsync("", 0, Ct).TakeAsync(9)).Line());
        Assert.Equal(["a", "b", "c", "d"], (await store.SnapshotAsync("", Ct)).Entries.Select(e => e.Key));
        Assert.Equal(400, (await store.GetAsync("a", Ct))!.Value.Length);
    }

    [Fact]
    public async Task WatchAsync_FromARevisionThatNeverWas_IsLost()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await store.PutTextAsync("a", "x");
        Assert.Equal("lost 1", Assert.Single(await store.WatchAsync("", 2, Ct).TakeAsync(9)).Line());
    }

    [Fact]
    public async Task WatchAsync_CancelledOrStoreDisposed_Ends()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task<List<KeyValueChange>> cancelled = store.WatchAsync("", 0, stop.Token).TakeAsync(1);
        Task<List<KeyValueChange>> orphaned = store.WatchAsync("", 0, Ct).TakeAsync(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => orphaned);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.PutTextAsync("a", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync("a", Ct));
    }
}
