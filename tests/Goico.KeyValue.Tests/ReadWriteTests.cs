using static Goico.KeyValue.Tests.StoreFixture;
using static Goico.KeyValue.Tests.StoreSayings;

namespace Goico.KeyValue.Tests;

public sealed class ReadWriteTests
{
    [Fact]
    public async Task PutAsync_NewAndExistingKey_CountsRevisionsAndReplacesValue()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        Assert.Null(await store.GetAsync("a", Ct));
        Assert.Equal(1, await store.PutTextAsync("a", "one"));
        Assert.Equal(2, await store.PutTextAsync("a", "two"));
        KeyValueEntry? entry = await store.GetAsync("a", Ct);
        Assert.Equal(("a", "two", 2), (entry!.Key, entry.Text(), entry.Revision));
    }

    [Fact]
    public async Task PutAsync_EmptyValue_IsAnEntryAndNotADelete()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await store.PutTextAsync("a", "");
        Assert.Equal(0, ((await store.GetAsync("a", Ct))!).Value.Length);
        Assert.IsType<KeyValueChange.Put>((await store.WatchAsync("", 0, Ct).TakeAsync(1))[0]);
    }

    [Fact]
    public async Task PutAsync_UnexpectedRevision_ConflictsWithWhatStandsThere()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        Assert.Null(Assert.IsType<KeyValueWrite.Conflict>(await store.PutAsync("a", Utf8("x"), 7, Ct)).Current);
        Assert.Equal(new KeyValueWrite.Written(1), await store.PutAsync("a", Utf8("x"), 0, Ct));
        KeyValueEntry? current = Assert.IsType<KeyValueWrite.Conflict>(
            await store.PutAsync("a", Utf8("y"), 0, Ct)).Current;
        Assert.Equal(("x", 1), (current!.Text(), current!.Revision));
        Assert.Equal(new KeyValueWrite.Written(2), await store.PutAsync("a", Utf8("y"), 1, Ct));
        Assert.Equal(2, (await store.SnapshotAsync("", Ct)).Revision);
    }

    [Fact]
    public async Task DeleteAsync_EachExpectation_DeletesConflictsOrFindsNothing()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        Assert.IsType<KeyValueWrite.NotFound>(await store.DeleteAsync("a", null, Ct));
        Assert.IsType<KeyValueWrite.NotFound>(await store.DeleteAsync("a", 0, Ct));
        Assert.Null(Assert.IsType<KeyValueWrite.Conflict>(await store.DeleteAsync("a", 3, Ct)).Current);
        await store.PutTextAsync("a", "x");
        Assert.Equal(1, Assert.IsType<KeyValueWrite.Conflict>(await store.DeleteAsync("a", 0, Ct)).Current!.Revision);
        Assert.Equal(new KeyValueWrite.Written(2), await store.DeleteAsync("a", 1, Ct));
        Assert.Null(await store.GetAsync("a", Ct));
        Assert.Equal(new KeyValueWrite.Written(3), await store.PutAsync("a", Utf8("again"), 0, Ct));
    }

    [Fact]
    public async Task PutAsync_ValueAtAndOverTheLimit_IsTakenAndRefused()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync(new KeyValueOptions { MaxValueBytes = 10 });
        Assert.IsType<KeyValueWrite.Written>(await store.PutAsync("a", new byte[10], null, Ct));
        Assert.Equal(new KeyValueWrite.TooLarge(10), await store.PutAsync("a", new byte[11], null, Ct));
        Assert.Equal(1, (await store.GetAsync("a", Ct))!.Revision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u0000")]
    [InlineData("a\u0085")]
    public async Task PutAsync_KeyAgainstTheRules_Throws(string key)
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        Assert.False(KeyValueStore.IsValidKey(key));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.PutAsync(key, default, null, Ct));
    }

    [Fact]
    public void IsValidKey_LengthsAndSurrogates_FollowTheUtf8Bytes()
    {
        Assert.True(KeyValueStore.IsValidKey(new string('a', 512)));
        Assert.False(KeyValueStore.IsValidKey(new string('a', 513)));
        Assert.True(KeyValueStore.IsValidKey(new string('é', 256)));
        Assert.False(KeyValueStore.IsValidKey(new string('é', 257)));
        Assert.True(KeyValueStore.IsValidKey("😀"));
        Assert.False(KeyValueStore.IsValidKey(new string('\uD83D', 1)));
    }

    [Fact]
    public async Task RangeAsync_PrefixesAndForeignLetters_FollowByteOrder()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        // U+FFFD stands before U+1F600 by code point and after it by UTF-16 unit.
        string[] keys = ["a", "a/", "a/b", "a/é", "a/éé", "a/\uFFFD", "a/😀", "a0", "b", "Z", "é"];
        foreach (string key in keys.Reverse())
        {
            await store.PutTextAsync(key, key);
        }

        foreach (string prefix in (string[])["", "a", "a/", "a/é", "a/😀", "\uFFFD", "zzz", "é"])
        {
            List<string> found = [];
            await foreach (KeyValueEntry entry in store.RangeAsync(prefix, Ct))
            {
                Assert.Equal(entry.Key, entry.Text());
                found.Add(entry.Key);
            }

            IEnumerable<string> expected = keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(Utf8, Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
            Assert.Equal(expected, found);
            Assert.Equal(expected, (await store.SnapshotAsync(prefix, Ct)).Entries.Select(e => e.Key));
        }
    }

    [Fact]
    public async Task RangeAsync_ManyPages_YieldsEachEntryOnce()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        string[] keys = [.. Enumerable.Range(0, 1000).Select(i => $"k/{i:D4}")];
        await Task.WhenAll(keys.Select(k => store.PutTextAsync(k, k)));
        await store.PutAsync("k/0500", new byte[3_000_000], null, Ct);
        Assert.Equal(keys, (await store.RangeAsync("k/", Ct).TakeAsync(2000)).Select(e => e.Key));
    }

    [Fact]
    public async Task PutAsync_ManyWritersIncrementOneCounter_TotalIsExact()
    {
        const int writers = 8;
        const int each = 40;
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await store.PutTextAsync("n", "0");
        int conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (int done = 0; done < each;)
            {
                KeyValueEntry at = (await store.GetAsync("n", Ct))!;
                string next = $"{int.Parse(at.Text()) + 1}";
                switch (await store.PutAsync("n", Utf8(next), at.Revision, Ct))
                {
                    case KeyValueWrite.Written:
                        done++;
                        break;
                    case KeyValueWrite.Conflict c:
                        Assert.True(c.Current!.Revision > at.Revision);
                        Interlocked.Increment(ref conflicts);
                        break;
                }
            }
        })));
        KeyValueEntry end = (await store.GetAsync("n", Ct))!;
        Assert.Equal($"{writers * each}", end.Text());
        Assert.Equal(1 + (writers * each), end.Revision);
        Assert.True(conflicts > 0, "the writers never met");
    }

    [Fact]
    public async Task PutAsync_AlreadyCancelled_WritesNothing()
    {
        await using var fixture = new StoreFixture();
        KeyValueStore store = await fixture.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.PutAsync("a", Utf8("x"), null, new CancellationToken(canceled: true)));
        Assert.Equal(1, await store.PutTextAsync("b", "x"));
        Assert.Null(await store.GetAsync("a", Ct));
    }
}
