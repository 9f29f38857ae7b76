using Jobico.Cli.Local;

namespace Jobico.Cli.Tests;

public sealed class RepeatedRunsTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 1, 2, 2)]
    [InlineData(101, 1, 51, 100)]
    [InlineData(1000, 1, 501, 990)]
    public void Of_AnyOrder_GivesRanks(int count, int min, int median, int p99)
    {
        TimeSpan[] durations = [.. Enumerable.Range(1, count).Reverse().Select(ticks => new TimeSpan(ticks))];

        RepeatedRuns runs = RepeatedRuns.Of(durations, different: 0);

        Assert.Equal((count, min, median, p99), (runs.Count, runs.Min.Ticks, runs.Median.Ticks, runs.P99.Ticks));
    }
}
