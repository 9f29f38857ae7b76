using Jobico.Model.Events;
using Jobico.Storage.Events;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>Accepts events of one route, all or none.</summary>
internal sealed class EnqueueOperation : Operation<EnqueueResult>
{
    private readonly RouteState _route;
    private readonly byte[][] _data;
    private readonly long _maxBacklog;
    private readonly int _bytes;
    private QueuedEvent[] _events = [];
    private EnqueueResult? _result;

    internal EnqueueOperation(
        RouteState route, IReadOnlyList<ReadOnlyMemory<byte>> data, long maxBacklog, CancellationToken cancellation)
        : base(cancellation)
    {
        _route = route;
        _maxBacklog = maxBacklog;
        _data = new byte[data.Count][];
        for (int i = 0; i < _data.Length; i++)
        {
            // The one copy: written to the disk from here, and handed out by the lease.
            _data[i] = data[i].ToArray();
            _bytes += _data[i].Length;
        }
    }

    internal override int Bytes => _bytes;

    protected override EnqueueResult Result => _result!;

    internal override void Apply(Transaction transaction)
    {
        QueueState queue = _route.Queue;
        long backlog = queue.Pending.Ready + queue.Pending.Waiting;
        if (backlog + _data.Length > _maxBacklog)
        {
            _events = [];
            _result = new EnqueueResult.QueueFull(backlog);
            return;
        }
        transaction.Persist(_route);
        _events = new QueuedEvent[_data.Length];
        var ids = new EventId[_data.Length];
        for (int i = 0; i < _events.Length; i++)
        {
            QueuedEvent e = Accept(transaction, _route, _data[i], parent: null, depth: 0);
            transaction.Tables.InsertReady(queue.Id, e.Place, e.Seq, attempts: 0);
            _events[i] = e;
            ids[i] = e.Id;
        }
        transaction.Count(queue, new QueueCounts(_events.Length, 0, 0));
        _result = new EnqueueResult.Accepted(ids);
    }

    internal override void Publish()
    {
        if (_events.Length > 0)
            _route.Queue.Append(_events, 0, _events.Length, new QueueCounts(_events.Length, 0, 0));
    }

    /// <summary>Gives an event its number and writes its row.</summary>
    internal static QueuedEvent Accept(
        Transaction transaction, RouteState route, byte[] data, EventId? parent, int depth)
    {
        long number = transaction.NextNumber();
        long acceptedAt = transaction.AcceptedAtMilliseconds;
        var e = new QueuedEvent
        {
            Seq = number,
            Id = transaction.Ids.Of(acceptedAt, number),
            Route = route,
            AcceptedAtMilliseconds = acceptedAt,
            Data = data,
            Parent = parent,
            Depth = depth,
            Place = number,
            Attempts = 0,
        };
        transaction.Tables.InsertEvent(e);
        return e;
    }
}
