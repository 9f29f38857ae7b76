namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Removes the records before a position.</summary>
internal sealed class TrimOperation(long before, CancellationToken cancellation) : Operation<long>(cancellation)
{
    private long _removed;

    protected override long Result => _removed;

    internal override void Apply(Transaction transaction) => _removed = transaction.Tables.TrimExecutions(before);

    internal override void Publish()
    {
        // Nothing in memory knows of records.
    }
}
