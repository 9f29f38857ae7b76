namespace Jobico.Cli.Local;

/// <summary>How long many runs in fresh instances took.</summary>
/// <param name="Count">How many.</param>
/// <param name="Min">The shortest.</param>
/// <param name="Median">The one in the middle; of an even number the longer of the two.</param>
/// <param name="P99">The shortest that at least 99 of 100 runs did not exceed.</param>
/// <param name="Different">How many ended otherwise than the first run: another outcome, code or result.</param>
internal sealed record RepeatedRuns(int Count, TimeSpan Min, TimeSpan Median, TimeSpan P99, int Different)
{
    /// <summary>Of durations in any order, at least one.</summary>
    public static RepeatedRuns Of(TimeSpan[] durations, int different)
    {
        TimeSpan[] sorted = [.. durations.Order()];
        int p99 = (int)Math.Ceiling(sorted.Length * 0.99) - 1;
        return new RepeatedRuns(sorted.Length, sorted[0], sorted[sorted.Length / 2], sorted[p99], different);
    }
}
