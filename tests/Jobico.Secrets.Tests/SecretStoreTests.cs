using Jobico.Model;
using Jobico.Model.Definitions;
using static Jobico.Secrets.Tests.SecretBench;

namespace Jobico.Secrets.Tests;

/// <summary>Setting, listing and removing, and what the next run sees of it.</summary>
public sealed class SecretStoreTests
{
    private static readonly TenantId Stranger = TenantId.Parse("t2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_GivesNamesAndTimesInOrder_OfTheTenantAlone()
    {
        await using SecretBench bench = await StartAsync();
        DateTimeOffset first = bench.Time.GetUtcNow();
        Assert.Equal(
            new SecretSetting.Stored(new SecretEntry("B", first), Replaced: false), await bench.SetAsync("B", "1"));
        await bench.SetAsync("a", "2");
        await bench.SetAsync("C", "3", Stranger);
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            new SecretSetting.Stored(new SecretEntry("B", first.AddHours(1)), Replaced: true),
            await bench.SetAsync("B", "4"));

        Assert.Equal(
            [new SecretEntry("B", first.AddHours(1)), new SecretEntry("a", first)],
            await bench.Store.ListAsync(Tenant, Token));
    }

    [Fact]
    public async Task Get_GivesOnlyWhatTheRuntimeNames_AndNotWhatIsNotSet()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("A", "1");
        await bench.SetAsync("B", "2");
        await bench.SetAsync("C", "theirs", Stranger);

        IReadOnlyDictionary<string, string> given = await bench.GetAsync(Runtime("A", "C"));

        Assert.Equal([new KeyValuePair<string, string>("A", "1")], given);
    }

    [Fact]
    public async Task Get_AfterASetOrARemoval_SeesItAtOnce()
    {
        await using SecretBench bench = await StartAsync();
        RuntimeDefinition runtime = Runtime("A");
        Assert.Empty(await bench.GetAsync(runtime));
        await bench.SetAsync("A", "1");
        Assert.Equal("1", (await bench.GetAsync(runtime))["A"]);
        await bench.SetAsync("A", "2");
        Assert.Equal("2", (await bench.GetAsync(runtime))["A"]);

        Assert.True(await bench.Store.RemoveAsync(Tenant, "A", Token));

        Assert.False(await bench.Store.RemoveAsync(Tenant, "A", Token));
        Assert.Empty(await bench.GetAsync(runtime));
    }

    [Fact]
    public async Task Get_OnAnotherNode_FollowsTheFeed()
    {
        await using SecretBench bench = await StartAsync();
        RuntimeDefinition runtime = Runtime("A");
        await bench.SetAsync("A", "1");
        (LiveSecrets other, _) = await bench.NodeAsync(new SecretKeyring(bench.Folder));
        Assert.Equal("1", (await other.GetAsync(Tenant, runtime, Token))["A"]);

        await bench.SetAsync("A", "2");
        await UntilAsync(async () => (await other.GetAsync(Tenant, runtime, Token))["A"] == "2");
        await bench.Store.RemoveAsync(Tenant, "A", Token);
        await UntilAsync(async () => (await other.GetAsync(Tenant, runtime, Token)).Count == 0);
    }

    [Fact]
    public async Task Get_AskedAgain_OpensNothingAgain()
    {
        await using SecretBench bench = await StartAsync();
        RuntimeDefinition runtime = Runtime("A");
        await bench.SetAsync("A", "1");
        // The feed's own word of the change has come when a change behind it has: then nothing is forgotten any more.
        await bench.SetAsync("Z", "1", Stranger);
        await UntilAsync(async () => ReferenceEquals(await bench.GetAsync(runtime), await bench.GetAsync(runtime)));
        IReadOnlyDictionary<string, string> given = await bench.GetAsync(runtime);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 1_000; time++)
        {
            ValueTask<IReadOnlyDictionary<string, string>> again = bench.Live.GetAsync(Tenant, runtime, Token);
            Assert.True(again.IsCompletedSuccessfully);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Same(given, await bench.GetAsync(runtime));
    }

    [Fact]
    public async Task Get_OfARuntimeThatNamesNone_AsksNobody()
    {
        await using SecretBench bench = await StartAsync();
        RuntimeDefinition runtime = Runtime();
        await bench.Engine.DisposeAsync();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 1_000; time++)
        {
            ValueTask<IReadOnlyDictionary<string, string>> given = bench.Live.GetAsync(Tenant, runtime, Token);
            Assert.True(given.IsCompletedSuccessfully);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Empty(await bench.GetAsync(runtime));
    }

    [Fact]
    public async Task Get_WhileOthersSet_NeverKeepsAnOldValue()
    {
        await using SecretBench bench = await StartAsync();
        RuntimeDefinition runtime = Runtime("A");
        await bench.SetAsync("A", "0");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested) await bench.GetAsync(runtime);
            },
            Token))];
        for (int value = 1; value <= 200; value++)
        {
            await bench.SetAsync("A", $"{value}");
            Assert.Equal($"{value}", (await bench.GetAsync(runtime))["A"]);
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Set_MoreThanATenantMayHave_IsRefused_AndReplacingIsNot()
    {
        await using SecretBench bench = await StartAsync();
        for (int n = 0; n < SecretStore.MaxSecrets; n++) await bench.SetAsync($"S{n}", "x");

        Assert.Equal(new SecretSetting.TooMany(SecretStore.MaxSecrets), await bench.SetAsync("ONE_MORE", "x"));
        Assert.IsType<SecretSetting.Stored>(await bench.SetAsync("S0", "y"));
        Assert.IsType<SecretSetting.Stored>(await bench.SetAsync("ONE_MORE", "x", Stranger));
        Assert.Equal(SecretStore.MaxSecrets, (await bench.Store.ListAsync(Tenant, Token)).Count);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
