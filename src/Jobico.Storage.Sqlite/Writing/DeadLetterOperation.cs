using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Redrives a dead letter, or drops it.</summary>
internal sealed class DeadLetterOperation(
    TenantId tenant, EventId id, bool redrive, CancellationToken cancellation) : Operation<bool>(cancellation)
{
    private QueueState? _queue;
    private long _place;

    protected override bool Result => _queue is not null;

    private QueueCounts Change => new(redrive ? 1 : 0, 0, -1);

    internal override void Apply(Transaction transaction)
    {
        if (!transaction.Ids.TryRead(id, out long acceptedAt, out long seq)
            || transaction.Tables.FindDead(tenant.Value, seq) is not (long queueId, int attempts)
            || transaction.Tables.FindAcceptedAt(seq) != acceptedAt)
        {
            return;
        }
        QueueState queue = transaction.Routes.Queue(queueId);
        transaction.Tables.DeleteDead(tenant.Value, seq);
        if (redrive)
        {
            _place = transaction.NextNumber();
            transaction.Tables.InsertReady(queueId, _place, seq, attempts);
        }
        transaction.Count(queue, Change);
        _queue = queue;
    }

    internal override void Publish()
    {
        if (redrive)
            _queue?.AppendOnDisk(_place, Change);
        else
            _queue?.Count(Change);
    }
}
