namespace Goico.Hosting;

/// <summary>
/// Something that must be started and stopped with the host. Register parts as singletons; they start in the order
/// of registration, once the addresses are bound and before requests are let in, and take part in the three phases
/// of a stop in reverse order: all stop accepting, then all finish their work, then all close.
/// </summary>
/// <param name="name">The name that logs and reports show.</param>
public sealed class ServicePart(string name)
{
    /// <summary>The name that logs and reports show.</summary>
    public string Name { get; } = name;

    /// <summary>Makes the part ready. A fault ends the host's start, stops the parts already started and reaches the
    /// caller; this part must have cleaned up after itself. Null: nothing to do.</summary>
    public Func<CancellationToken, Task>? Start { get; init; }

    /// <summary>First phase of a stop: take on no new work; return at once. Null: nothing to do.</summary>
    public Func<CancellationToken, Task>? StopAccepting { get; init; }

    /// <summary>Second phase, after running requests have ended: complete what was taken on. The token is cancelled
    /// at the drain timeout or when asked to stop at once; give up or release the work then. Null: nothing to
    /// do.</summary>
    public Func<CancellationToken, Task>? FinishWork { get; init; }

    /// <summary>Last phase, when nothing listens any more: release resources. Null: nothing to do.</summary>
    public Func<Task>? Close { get; init; }
}
