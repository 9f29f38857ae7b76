using Jobico.Model.Definitions;
using Jobico.Model.Executions;
using Jobico.Queue.Completions;
using Jobico.Storage.Events;

namespace Jobico.Queue.Tests;

public sealed class DispositionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RetryPolicy Policy = new()
    {
        Attempts = 3,
        Backoff = RetryBackoff.Fixed,
        Initial = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [InlineData(ExecutionOutcome.Ok, 1, false, false, "done")]
    [InlineData(ExecutionOutcome.Error, 1, false, false, "done")]
    [InlineData(ExecutionOutcome.Error, 1, true, false, "retry")]
    [InlineData(ExecutionOutcome.Error, 3, true, false, "dead")]
    [InlineData(ExecutionOutcome.Error, 3, true, true, "done")]
    [InlineData(ExecutionOutcome.Trap, 1, false, false, "retry")]
    [InlineData(ExecutionOutcome.Timeout, 2, false, true, "retry")]
    [InlineData(ExecutionOutcome.OutOfMemory, 3, false, false, "dead")]
    [InlineData(ExecutionOutcome.HostFault, 3, false, true, "done")]
    [InlineData(ExecutionOutcome.BadResult, 7, false, false, "dead")]
    [InlineData(ExecutionOutcome.Unrunnable, 1, false, true, "dead")]
    public void Decide_ByOutcomeAttemptAndPolicy(
        ExecutionOutcome outcome, int attempt, bool onCode, bool hasErrorRoute, string expected)
    {
        EventDisposition disposition = Dispositions.Decide(
            new Attempt { Outcome = outcome, Fault = "it broke", StartedAt = Now, Duration = TimeSpan.Zero },
            attempt, Policy with { OnCode = onCode }, hasErrorRoute, Now, 0.5);

        Assert.Equal(expected, disposition switch
        {
            EventDisposition.Done => "done",
            EventDisposition.Retry(var due) when due == Now.AddSeconds(2) => "retry",
            EventDisposition.Dead(var reason) when reason.Contains("it broke", StringComparison.Ordinal) => "dead",
            _ => $"{disposition}",
        });
    }
}
