namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Removes the oldest records before a position, so few that others don't wait for it.</summary>
internal sealed class TrimOperation(long before, CancellationToken cancellation) : Operation<int>(cancellation)
{
    /// <summary>How many one step removes at the most.</summary>
    internal const int MaxRecords = 2_000;

    private int _removed;

    protected override int Result => _removed;

    internal override void Apply(Transaction transaction) =>
        _removed = transaction.Tables.TrimExecutions(before, MaxRecords);

    internal override void Publish()
    {
        // Nothing in memory knows of records.
    }
}
