namespace Goico.KeyValue;

/// <summary>Tells every waiting watcher that something was committed. A watcher takes <see cref="Next"/> before it
/// reads, so that a commit between its read and its wait is never missed.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource _next = Create();

    internal Task Next => Volatile.Read(ref _next).Task;

    internal void Raise() => Interlocked.Exchange(ref _next, Create()).SetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
