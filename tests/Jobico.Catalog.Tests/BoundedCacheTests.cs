namespace Jobico.Catalog.Tests;

public sealed class BoundedCacheTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetOrAdd_ByManyAtOnce_MakesTheValueOnce()
    {
        var cache = new BoundedCache<string, object>(8);
        var gate = new TaskCompletionSource();
        int made = 0;

        Task<object>[] asked = [.. Enumerable.Range(0, 50).Select(_ => cache.GetOrAddAsync("a", MakeAsync, Token))];
        gate.SetResult();
        object[] values = await Task.WhenAll(asked);

        Assert.Equal(1, made);
        Assert.Single(values.Distinct());

        async Task<object> MakeAsync(string key)
        {
            await gate.Task;
            Interlocked.Increment(ref made);
            return new object();
        }
    }

    [Fact]
    public async Task GetOrAdd_AfterAFailure_TriesAgain()
    {
        var cache = new BoundedCache<string, object>(8);

        await Assert.ThrowsAsync<IOException>(
            () => cache.GetOrAddAsync("a", _ => Task.FromException<object>(new IOException()), Token));
        object value = await cache.GetOrAddAsync("a", _ => Task.FromResult(new object()), Token);

        Assert.True(cache.TryGet("a", out object? kept));
        Assert.Same(value, kept);
    }

    [Fact]
    public async Task GetOrAdd_BeyondTheCapacity_LetsTheUnusedGoAndKeepsTheUsed()
    {
        var evicted = new List<string>();
        var cache = new BoundedCache<int, string>(4, evicted: evicted.Add);
        for (int key = 0; key < 4; key++) await AddAsync(key);

        for (int key = 4; key < 20; key++)
        {
            Assert.True(cache.TryGet(0, out _), $"The used value was let go when {key} came.");
            await AddAsync(key);
        }

        Assert.Equal(16, evicted.Count);
        Assert.DoesNotContain("0", evicted);

        Task AddAsync(int key) => cache.GetOrAddAsync(key, made => Task.FromResult($"{made}"), Token);
    }
}
