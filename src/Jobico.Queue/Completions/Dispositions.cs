using Jobico.Model.Definitions;
using Jobico.Model.Executions;
using Jobico.Storage.Events;

namespace Jobico.Queue.Completions;

/// <summary>The rule of what becomes of an event after an attempt.</summary>
internal static class Dispositions
{
    /// <summary>Decides.</summary>
    /// <param name="attempt">What happened.</param>
    /// <param name="number">Which attempt it was, from 1.</param>
    /// <param name="retry">The queue's policy.</param>
    /// <param name="hasErrorRoute">Whether a fault that is out of retries leads to another event.</param>
    /// <param name="now">The time.</param>
    /// <param name="jitter">A random number in [0, 1).</param>
    public static EventDisposition Decide(
        Attempt attempt, int number, RetryPolicy retry, bool hasErrorRoute, DateTimeOffset now, double jitter)
    {
        bool isAnswer = attempt.Outcome is ExecutionOutcome.Ok
            || (attempt.Outcome is ExecutionOutcome.Error && !retry.OnCode);
        if (isAnswer) return EventDisposition.Done.Instance;
        if (attempt.Outcome is ExecutionOutcome.Unrunnable)
        {
            return new EventDisposition.Dead(attempt.Fault ?? "There was nothing to run.");
        }
        if (number < retry.Attempts) return new EventDisposition.Retry(now + retry.DelayAfter(number, jitter));
        // Where the definition routes errors, the failure goes on as an event of its own and nothing is left to
        // redrive.
        if (hasErrorRoute) return EventDisposition.Done.Instance;
        string why = attempt.Fault ?? $"the program returned code {attempt.Code}";
        return new EventDisposition.Dead($"Attempt {number} of {retry.Attempts} failed: {why}");
    }
}
