namespace Jobico.Storage.Sqlite.Executions;

/// <summary>How far the records go, and a wake-up for those who wait for more.</summary>
internal sealed class RecordSignal(long lastPosition)
{
    private long _last = lastPosition;
    private TaskCompletionSource? _next;

    /// <summary>The position of the last committed record.</summary>
    internal long Last => Volatile.Read(ref _last);

    /// <summary>Ends when records after this position are committed, or at once if there are.</summary>
    internal Task After(long position)
    {
        TaskCompletionSource? waiting = Volatile.Read(ref _next);
        if (waiting is null)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = Interlocked.CompareExchange(ref _next, fresh, null) ?? fresh;
        }
        // Looked at after the wish to be woken is known, so that no commit falls between the two.
        return Last > position ? Task.CompletedTask : waiting.Task;
    }

    /// <summary>Tells that records up to this position are committed.</summary>
    internal void Raise(long position)
    {
        if (position <= _last)
            return;
        // A full barrier: a waiter sees either the new position or its wake-up.
        Interlocked.Exchange(ref _last, position);
        Interlocked.Exchange(ref _next, null)?.TrySetResult();
    }
}
