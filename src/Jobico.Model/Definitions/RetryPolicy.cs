namespace Jobico.Model.Definitions;

/// <summary>What follows a fault: how many attempts in all, and how long to wait between them.</summary>
public sealed record RetryPolicy
{
    /// <summary>The policy of a queue that says nothing.</summary>
    public static readonly RetryPolicy Default = new();

    /// <summary>Attempts in all, the first included. Default 5, at least 1.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How the wait grows. Default exponential with full jitter.</summary>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Exponential;

    /// <summary>The first wait. Default one second.</summary>
    public TimeSpan Initial { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait. Default five minutes.</summary>
    public TimeSpan Max { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a code other than 0 is retried like a fault. Default no: it is the program's answer.</summary>
    public bool OnCode { get; init; }

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    /// <param name="jitter">A random number in [0, 1) for the exponential wait's full jitter, as described in
    /// «Exponential Backoff And Jitter», AWS Architecture Blog, 2015.</param>
    public TimeSpan DelayAfter(int attempt, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        double initial = Initial.TotalMilliseconds;
        double milliseconds = Backoff switch
        {
            RetryBackoff.Fixed => initial,
            RetryBackoff.Linear => initial * attempt,
            RetryBackoff.Exponential => Math.Min(Math.ScaleB(initial, attempt - 1), Max.TotalMilliseconds) * jitter,
            _ => throw new InvalidOperationException($"Unknown backoff {Backoff}."),
        };
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, Max.TotalMilliseconds));
    }
}
