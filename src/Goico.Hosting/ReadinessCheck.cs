namespace Goico.Hosting;

/// <summary>
/// A question asked on every GET of <c>/readyz</c>. Register checks as singletons. A check must be cheap and safe to
/// run concurrently; one that faults or takes longer than five seconds counts as not ready.
/// </summary>
/// <param name="name">The name the answer shows it under.</param>
/// <param name="check">The question; its token is cancelled at the time limit and when the caller is gone.</param>
public sealed class ReadinessCheck(string name, Func<CancellationToken, ValueTask<ReadinessState>> check)
{
    /// <summary>The name the answer shows it under.</summary>
    public string Name { get; } = name;

    internal ValueTask<ReadinessState> AskAsync(CancellationToken cancellationToken) => check(cancellationToken);
}
