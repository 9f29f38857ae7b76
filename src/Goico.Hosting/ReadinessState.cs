namespace Goico.Hosting;

/// <summary>What a readiness check found.</summary>
public readonly record struct ReadinessState
{
    private ReadinessState(bool isReady, string? reason)
    {
        IsReady = isReady;
        Reason = reason;
    }

    /// <summary>The part can do its work.</summary>
    public static ReadinessState Ready { get; } = new(true, null);

    /// <summary>Whether the part can do its work.</summary>
    public bool IsReady { get; }

    /// <summary>Why it can't, or null when it can.</summary>
    public string? Reason { get; }

    /// <summary>The part cannot do its work now.</summary>
    /// <param name="reason">Why, for the operator. Anyone who reaches the health endpoint reads it.</param>
    /// <returns>The state.</returns>
    public static ReadinessState NotReady(string reason) => new(false, reason);
}
