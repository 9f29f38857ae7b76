namespace Jobico.Listener;

/// <summary>What a post may be.</summary>
public sealed record ListenerOptions
{
    /// <summary>The largest body in bytes; a larger one is refused with 413. Default 4 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 4 << 20;

    /// <summary>The most events in one post; more are refused with 413. Default 10,000.</summary>
    public int MaxEventsPerPost { get; init; } = 10_000;

    /// <summary>The most violations that one answer lists. Default 100.</summary>
    public int MaxViolations { get; init; } = 100;
}
