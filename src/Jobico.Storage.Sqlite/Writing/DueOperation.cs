using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Makes waiting events that are due ready, at the end of their queues, a page at a time.</summary>
internal sealed class DueOperation(EngineState state) : Operation
{
    private const int PageSize = 512;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly QueueCounts Change = new(1, -1, 0);

    private readonly List<(QueueState Queue, long Place)> _moved = [];
    private long? _firstDue;

    internal override void Apply(Transaction transaction)
    {
        var due = new List<(long DueAt, long Seq, long Queue, int Attempts)>();
        transaction.Tables.SelectDue(transaction.Now.ToUnixTimeMilliseconds(), PageSize, due);
        foreach ((long dueAt, long seq, long queueId, int attempts) in due)
        {
            QueueState queue = transaction.Routes.Queue(queueId);
            long place = transaction.NextNumber();
            transaction.Tables.DeleteWaiting(dueAt, seq);
            transaction.Tables.InsertReady(queueId, place, seq, attempts);
            transaction.Count(queue, Change);
            _moved.Add((queue, place));
        }
        _firstDue = transaction.Tables.FirstDue();
    }

    internal override void Publish()
    {
        foreach ((QueueState queue, long place) in _moved)
        {
            queue.AppendOnDisk(place, Change);
        }
        state.DueClock.Set(_firstDue);
    }

    internal override void Fail(Exception fault) => state.DueClock.Delay(RetryAfter);
}
