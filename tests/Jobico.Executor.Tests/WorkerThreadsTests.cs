namespace Jobico.Executor.Tests;

public sealed class WorkerThreadsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BlockedWork_DoesNotHoldOtherWorkUp()
    {
        using var threads = new WorkerThreads(4);
        using var release = new ManualResetEventSlim();
        Task[] blocked = [.. Enumerable.Range(0, 3).Select(_ => Run(threads, () => release.Wait(Token)))];

        await Run(threads, () => { }).WaitAsync(TimeSpan.FromSeconds(10), Token);

        release.Set();
        await Task.WhenAll(blocked);
    }

    [Fact]
    public async Task Continuations_StayOnTheWorkersThreads()
    {
        using var threads = new WorkerThreads(2);

        bool onPool = await Task.Factory.StartNew(
            async () =>
            {
                await Task.Yield();
                return Thread.CurrentThread.IsThreadPoolThread;
            },
            Token, TaskCreationOptions.None, threads).Unwrap();

        Assert.False(onPool);
    }

    [Fact]
    public async Task MoreWorkThanThreads_AllRuns()
    {
        using var threads = new WorkerThreads(2);
        int ran = 0;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Run(threads, () => Interlocked.Increment(ref ran))));

        Assert.Equal(500, ran);
    }

    private static Task Run(WorkerThreads threads, Action action) =>
        Task.Factory.StartNew(action, Token, TaskCreationOptions.None, threads);
}
