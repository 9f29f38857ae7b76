namespace Jobico.Storage.Executions;

/// <summary>The records of all attempts, in the order committed.</summary>
public interface IExecutionLog
{
    /// <summary>Records that fit the filter, newest first, a page at a time.</summary>
    /// <param name="filter">Which records.</param>
    /// <param name="before">Only records older than this position; null from the newest.</param>
    /// <param name="limit">How many at the most, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ExecutionPage> QueryAsync(
        ExecutionFilter filter, LogPosition? before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Records that fit the filter, oldest first from a position on, then live as they are committed, without end,
    /// gap or double. A reader that is so slow that records it had not read are gone gets one
    /// <see cref="TailItem.Missed"/> where they were.
    /// </summary>
    /// <param name="filter">Which records.</param>
    /// <param name="after">The position to resume after; null for only what is committed from the time the
    /// enumeration begins.</param>
    /// <param name="cancellationToken">Ends the tail.</param>
    IAsyncEnumerable<TailItem> TailAsync(
        ExecutionFilter filter, LogPosition? after, CancellationToken cancellationToken);
}
