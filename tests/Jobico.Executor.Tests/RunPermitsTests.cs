using Microsoft.Extensions.Time.Testing;

namespace Jobico.Executor.Tests;

public sealed class RunPermitsTests
{
    private static readonly ExecutorOptions Options = new()
    {
        Workers = 1,
        MaxWorkers = 3,
        LongRun = TimeSpan.FromMilliseconds(20),
    };

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_OfAQuickRun_KeepsThePermit()
    {
        using var permits = new RunPermits(Options, _time);
        await permits.WaitAsync(Token);
        permits.Begin(0);

        Assert.True(permits.End(0));
    }

    [Fact]
    public async Task LongRun_HandsItsPermitOn_AndHasNoneAtItsEnd()
    {
        using var permits = new RunPermits(Options, _time);
        await permits.WaitAsync(Token);
        permits.Begin(0);
        Task second = permits.WaitAsync(Token);
        Assert.False(second.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(45));

        await second.WaitAsync(TimeSpan.FromSeconds(10), Token);
        permits.Begin(1);
        Assert.False(permits.End(0));
        Assert.True(permits.End(1));
    }

    [Fact]
    public async Task LongRuns_HandOnNoMorePermitsThanTheBound()
    {
        using var permits = new RunPermits(Options, _time);
        for (int worker = 0; worker < Options.MaxWorkers; worker++)
        {
            await permits.WaitAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token);
            permits.Begin(worker);
            _time.Advance(TimeSpan.FromMilliseconds(45));
        }

        Task fourth = permits.WaitAsync(Token);
        _time.Advance(TimeSpan.FromMilliseconds(45));
        Assert.False(fourth.IsCompleted);

        Assert.False(permits.End(0));
        _time.Advance(TimeSpan.FromMilliseconds(45));
        await fourth.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }
}
