using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using static Goico.KeyValue.Tests.StoreFixture;

namespace Goico.KeyValue.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task OpenAsync_Reopened_KeepsEntriesHistoryAndCounter()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { HistoryChanges = 2 });
        await store.PutTextAsync("a", "x");
        await store.PutTextAsync("b", "y");
        await store.PutTextAsync("c", "z");
        await store.RemoveAsync("c");
        await store.DisposeAsync();

        store = await fixture.OpenAsync(new KeyValueOptions { HistoryChanges = 2 });
        KeyValueSnapshot snapshot = await store.SnapshotAsync("", Ct);
        Assert.Equal(4, snapshot.Revision);
        Assert.Equal(["a=x@1", "b=y@2"], snapshot.Entries.Select(e => $"{e.Key}={e.Text()}@{e.Revision}"));
        Assert.Equal(["3 c=z", "4 -c"], (await store.WatchAsync("", 2, Ct).TakeAsync(2)).Select(c => c.Line()));
        Assert.Equal(5, await store.PutTextAsync("c", "new"));
    }

    [Fact]
    public async Task Compaction_OverwritesAndDeletes_LeavesNoRowThatNothingNeeds()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { HistoryChanges = 5 });
        foreach (string key in (string[])["a", "b", "c", "d", "d", "d", "d", "d", "d", "a", "d", "d", "d", "d"])
        {
            await store.PutTextAsync(key, "v");
        }

        await store.RemoveAsync("b");
        await store.DisposeAsync();
        using var raw = new SqliteConnection($"Data Source={fixture.Path};Pooling=False");
        raw.Open();
        using SqliteCommand select = raw.CreateCommand();
        select.CommandText = "SELECT group_concat(revision, ' ') FROM (SELECT revision FROM change ORDER BY 1)";
        // c at 3 and a at 10 are current; 11 to 15 are history.
        Assert.Equal("3 10 11 12 13 14 15", select.ExecuteScalar());
    }

    [Fact]
    public async Task OpenAsync_AlreadyOpen_SaysInUseAndWorksAfterwards()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        KeyValueStoreException e = await Assert.ThrowsAsync<KeyValueStoreException>(() => fixture.OpenAsync());
        Assert.Equal((KeyValueFault.InUse, true), (e.Fault, e.IsTransient));
        Assert.Contains(fixture.Path, e.Message, StringComparison.Ordinal);
        Task<KeyValueStore> successor = fixture.OpenAsync(
            new KeyValueOptions { LockWait = TimeSpan.FromMinutes(1) });
        await store.PutTextAsync("a", "x");
        await store.DisposeAsync();
        Assert.Equal(1, (await (await successor).GetAsync("a", Ct))!.Revision);
    }

    [Fact]
    public async Task PutAsync_DiskFull_IsTypedChangesNothingAndSparesItsNeighbours()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { MaxPages = 64 });
        await store.PutTextAsync("a", "x");
        // The first keeps the writer busy, so that the big one waits among its neighbours.
        List<Task<long>> small = [.. Enumerable.Range(0, 10).Select(i => store.PutTextAsync($"s{i}", "y"))];
        Task<KeyValueWrite> big = store.PutAsync("big", new byte[1_000_000], null, Ct).AsTask();
        small.AddRange(Enumerable.Range(10, 10).Select(i => store.PutTextAsync($"s{i}", "y")));
        KeyValueStoreException e = await Assert.ThrowsAsync<KeyValueStoreException>(() => big);
        Assert.Equal((KeyValueFault.DiskFull, true), (e.Fault, e.IsTransient));
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (long)i), (await Task.WhenAll(small)).Order());
        Assert.Null(await store.GetAsync("big", Ct));
        Assert.Equal(21, (await store.SnapshotAsync("", Ct)).Revision);
    }

    [Fact]
    public async Task OpenAsync_NotAStoreNewerOrUnreachable_IsTyped()
    {
        await using var fixture = new StoreFixture();
        await File.WriteAllTextAsync(fixture.Path, new string('x', 5000), Ct);
        Assert.Equal(KeyValueFault.NotAStore, await FaultOfOpeningAsync(fixture));
        File.Delete(fixture.Path);
        Execute(fixture.Path, "CREATE TABLE t(x)");
        Assert.Equal(KeyValueFault.NotAStore, await FaultOfOpeningAsync(fixture));
        File.Delete(fixture.Path);
        await (await fixture.OpenAsync()).DisposeAsync();
        Execute(fixture.Path, "PRAGMA user_version=2");
        Assert.Equal(KeyValueFault.NewerFormat, await FaultOfOpeningAsync(fixture));
        Execute(fixture.Path, "PRAGMA user_version=1; DROP TABLE entry");
        Assert.Equal(KeyValueFault.Corrupt, await FaultOfOpeningAsync(fixture));
        KeyValueStoreException e = await Assert.ThrowsAsync<KeyValueStoreException>(() => KeyValueStore.OpenAsync(
            Path.Combine(Path.GetDirectoryName(fixture.Path)!, "none", "x.db"), null, TimeProvider.System, Ct));
        Assert.Equal((KeyValueFault.Unavailable, false), (e.Fault, e.IsTransient));
    }

    [Fact]
    public async Task AnyCall_DamagedPages_IsTypedCorrupt()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.PutTextAsync($"k{i}", new string('v', 500))));
        await store.DisposeAsync();
        await using (FileStream file = File.OpenWrite(fixture.Path))
        {
            // All but the page with the schema.
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Ct);
        }

        KeyValueStoreException e = await Assert.ThrowsAsync<KeyValueStoreException>(async () =>
        {
            store = await fixture.OpenAsync();
            await store.SnapshotAsync("", Ct);
        });
        Assert.Equal((KeyValueFault.Corrupt, false), (e.Fault, e.IsTransient));
    }

    [Fact]
    public async Task OpenAsync_OptionOutOfRange_NamesIt()
    {
        await using var fixture = new StoreFixture();
        var e = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => fixture.OpenAsync(new KeyValueOptions { HistoryBytes = 1 }));
        Assert.Equal("HistoryBytes", e.ParamName);
        Assert.False(File.Exists(fixture.Path));
    }

    private static async Task<KeyValueFault> FaultOfOpeningAsync(StoreFixture fixture) =>
        (await Assert.ThrowsAsync<KeyValueStoreException>(() => fixture.OpenAsync())).Fault;

    [SuppressMessage("Security", "CA2100", Justification = "Constants of this file.")]
    private static void Execute(string path, string sql)
    {
        using var raw = new SqliteConnection($"Data Source={path};Pooling=False");
        raw.Open();
        using SqliteCommand command = raw.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
