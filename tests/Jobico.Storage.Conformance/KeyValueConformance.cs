using Jobico.Storage.KeyValue;

namespace Jobico.Storage.Conformance;

/// <summary>Documents, revisions and watches.</summary>
public abstract class KeyValueConformance : StorageConformance
{
    private IKeyValueStore Store => Engine.KeyValue;

    [Fact]
    public async Task Put_New_IsThereAlsoAfterReopen()
    {
        long revision = await Put("a/1", "one");
        await Reopen();

        KeyValueItem? item = await Store.GetAsync("a/1", Ct);

        Assert.Equal(("a/1", "one", revision), (item!.Key, Text(item.Value), item.Revision));
        Assert.Null(await Store.GetAsync("a/2", Ct));
    }

    [Fact]
    public async Task Put_Again_RevisionsRiseAlsoAcrossKeysAndReopen()
    {
        var revisions = new List<long> { await Put("a", "1"), await Put("b", "1"), await Put("a", "2") };
        Assert.True(await Store.DeleteAsync("b", null, Ct));
        await Reopen();
        revisions.Add(await Put("b", "2"));

        Assert.Equal(revisions.Order().Distinct(), revisions);
        Assert.Equal("2", Text((await Store.GetAsync("a", Ct))!.Value));
    }

    [Fact]
    public async Task Put_WithExpectedRevision_WritesOnlyAtIt()
    {
        PutResult created = await Store.PutAsync("k", Utf8("1"), 0, Ct);
        long first = Assert.IsType<PutResult.Written>(created).Revision;
        PutResult notFree = await Store.PutAsync("k", Utf8("2"), 0, Ct);
        Assert.Equal((first, "1"), Current(notFree));
        long second = Assert.IsType<PutResult.Written>(await Store.PutAsync("k", Utf8("2"), first, Ct)).Revision;

        PutResult stale = await Store.PutAsync("k", Utf8("3"), first, Ct);

        Assert.Equal((second, "2"), Current(stale));
        Assert.Null(Assert.IsType<PutResult.Conflict>(await Store.PutAsync("none", Utf8("1"), first, Ct)).Current);
    }

    [Fact]
    public async Task Put_ManyAtOnceOnAFreeKey_OneWins()
    {
        PutResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(async () => await Store.PutAsync("k", Utf8($"{i}"), 0, Ct), Ct)));

        Assert.Single(results.OfType<PutResult.Written>());
        Assert.Equal(19, results.OfType<PutResult.Conflict>().Count());
    }

    [Fact]
    public async Task Delete_WithAndWithoutRevision_SaysWhetherItRemoved()
    {
        long revision = await Put("k", "1");
        Assert.False(await Store.DeleteAsync("none", null, Ct));
        Assert.False(await Store.DeleteAsync("k", revision + 1, Ct));
        Assert.NotNull(await Store.GetAsync("k", Ct));

        Assert.True(await Store.DeleteAsync("k", revision, Ct));

        Assert.False(await Store.DeleteAsync("k", null, Ct));
        Assert.Null(await Store.GetAsync("k", Ct));
    }

    [Fact]
    public async Task List_Prefix_IsInOrdinalOrder()
    {
        foreach (string key in new[] { "b/2", "a", "b/10", "b/B", "b/a", "c", "b/\ufb00", "b/\ud83d\ude00" })
        {
            await Put(key, key);
        }
        string[] under = ["b/10", "b/2", "b/B", "b/a", "b/\ud83d\ude00", "b/\ufb00"];

        Assert.Equal(under, (await Store.ListAsync("b/", Ct)).Select(i => i.Key));
        Assert.Equal(under, (await Store.ListAsync("b/", Ct)).Select(i => Text(i.Value)));
        Assert.Equal(8, (await Store.ListAsync("", Ct)).Count);
        Assert.Empty(await Store.ListAsync("x", Ct));
    }

    [Fact]
    public async Task ListKeys_Prefix_IsInTheOrderOfBytesAndNoLongerThanAsked()
    {
        foreach (string key in new[] { "b/2", "a", "b/10", "b/B", "b/a", "c", "b/\ufb00", "b/\ud83d\ude00", "b/gone" })
        {
            await Put(key, key);
        }
        await Store.DeleteAsync("b/gone", null, Ct);
        string[] under = ["b/10", "b/2", "b/B", "b/a", "b/\ufb00", "b/\ud83d\ude00"];

        Assert.Equal(under, await Store.ListKeysAsync("b/", 1_000, Ct));
        Assert.Equal(under[..2], await Store.ListKeysAsync("b/", 2, Ct));
        Assert.Equal(["b/10"], await Store.ListKeysAsync("b/1", 1, Ct));
        Assert.Empty(await Store.ListKeysAsync("x", 1, Ct));
    }

    [Fact]
    public async Task Measure_Prefix_CountsWhatIsThereNowWithItsKeys()
    {
        await Put("m/1", "12345");
        await Put("m/1", "123");
        await Put("m/\u00e9", "");
        await Put("m/2", "gone");
        await Put("n", "other");
        await Store.DeleteAsync("m/2", null, Ct);

        Assert.Equal(new KeyValueUsage(2, 3 + 3 + 4), await Store.MeasureAsync("m/", Ct));
        Assert.Equal(new KeyValueUsage(0, 0), await Store.MeasureAsync("x", Ct));
        await Reopen();
        Assert.Equal(new KeyValueUsage(3, 10 + 6), await Store.MeasureAsync("", Ct));
    }

    [Fact]
    public async Task Watch_GivesWhatIsThereThenCurrentThenEachChangeInOrder()
    {
        await Put("a/1", "1");
        await Put("x", "no");
        await Put("a/2", "2");
        await Store.DeleteAsync("a/2", null, Ct);
        await using IAsyncEnumerator<KeyValueChange> watch = Store.WatchAsync("a/", Ct).GetAsyncEnumerator(Ct);
        Assert.Equal("a/1", Assert.IsType<KeyValueChange.Put>(await Next(watch)).Item.Key);
        Assert.IsType<KeyValueChange.Current>(await Next(watch));

        Task<KeyValueChange> next = Next(watch);
        await Put("x", "again");
        long third = await Put("a/3", "3");
        await Store.DeleteAsync("a/1", null, Ct);
        await Put("a/1", "back");

        Assert.Equal(third, Assert.IsType<KeyValueChange.Put>(await next).Item.Revision);
        var deleted = Assert.IsType<KeyValueChange.Deleted>(await Next(watch));
        Assert.Equal("a/1", deleted.Key);
        Assert.True(deleted.Revision > third);
        Assert.Equal("back", Text(Assert.IsType<KeyValueChange.Put>(await Next(watch)).Item.Value));
    }

    [Fact]
    public async Task Watch_WhileManyWrite_EndsUpWithWhatIsThere()
    {
        var known = new Dictionary<string, string>();
        await using IAsyncEnumerator<KeyValueChange> watch = Store.WatchAsync("k/", Ct).GetAsyncEnumerator(Ct);
        Task writing = Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(
            async () =>
            {
                for (int i = 0; i < 50; i++)
                {
                    await Put($"k/{(i * 7 + w) % 20}", $"{w}-{i}");
                    if (i % 5 == 0)
                        await Store.DeleteAsync($"k/{i % 20}", null, Ct);
                }
                await Put($"k/end{w}", "end");
            },
            Ct)));
        while (known.Keys.Count(k => k.StartsWith("k/end", StringComparison.Ordinal)) < 4)
        {
            Apply(await Next(watch), known);
        }
        await writing;

        Assert.Equal(
            (await Store.ListAsync("k/", Ct)).Select(i => (i.Key, Text(i.Value))),
            known.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
    }

    private static void Apply(KeyValueChange change, Dictionary<string, string> known)
    {
        switch (change)
        {
            case KeyValueChange.Put put:
                known[put.Item.Key] = Text(put.Item.Value);
                break;
            case KeyValueChange.Deleted deleted:
                known.Remove(deleted.Key);
                break;
            case KeyValueChange.Reset:
                known.Clear();
                break;
        }
    }

    private static (long, string) Current(PutResult result)
    {
        KeyValueItem current = Assert.IsType<PutResult.Conflict>(result).Current!;
        return (current.Revision, Text(current.Value));
    }

    private static async Task<KeyValueChange> Next(IAsyncEnumerator<KeyValueChange> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        return watch.Current;
    }

    private async Task<long> Put(string key, string value) =>
        Assert.IsType<PutResult.Written>(await Store.PutAsync(key, Utf8(value), null, Ct)).Revision;
}
