using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>The writer's statements, one method for each.</summary>
internal sealed class EventTables(Connection connection)
{
    private readonly Statement _insertEvent = connection.Prepare("INSERT INTO event VALUES(?, ?, ?, ?, ?, ?)");
    private readonly Statement _insertReady = connection.Prepare("INSERT INTO ready VALUES(?, ?, ?, ?)");
    private readonly Statement _deleteReady = connection.Prepare("DELETE FROM ready WHERE queue=? AND place=?");
    private readonly Statement _countAttempt = connection.Prepare(
        "UPDATE ready SET attempts=? WHERE queue=? AND place=?");
    private readonly Statement _insertWaiting = connection.Prepare("INSERT INTO waiting VALUES(?, ?, ?, ?)");
    private readonly Statement _deleteWaiting = connection.Prepare("DELETE FROM waiting WHERE due_at=? AND seq=?");
    private readonly Statement _selectDue = connection.Prepare(
        "SELECT due_at, seq, queue, attempts FROM waiting WHERE due_at<=? ORDER BY due_at, seq LIMIT ?");
    private readonly Statement _selectFirstDue = connection.Prepare(
        "SELECT due_at FROM waiting ORDER BY due_at, seq LIMIT 1");
    private readonly Statement _insertDead = connection.Prepare("INSERT INTO dead VALUES(?, ?, ?, ?, ?, ?)");
    private readonly Statement _selectDead = connection.Prepare(
        "SELECT queue, attempts FROM dead WHERE tenant=? AND seq=?");
    private readonly Statement _deleteDead = connection.Prepare("DELETE FROM dead WHERE tenant=? AND seq=?");
    private readonly Statement _selectAcceptedAt = connection.Prepare("SELECT accepted_at FROM event WHERE seq=?");
    private readonly Statement _insertExecution = connection.Prepare("INSERT INTO execution VALUES(?, ?, ?, ?, ?)");
    private readonly Statement _trimExecutions = connection.Prepare(
        "DELETE FROM execution WHERE position IN "
        + "(SELECT position FROM execution WHERE position<? ORDER BY position LIMIT ?)");
    private readonly Statement _upsertQueue = connection.Prepare(
        "INSERT INTO queue VALUES(?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING");
    private readonly Statement _updateQueue = connection.Prepare(
        "UPDATE queue SET ready=?, waiting=?, dead=? WHERE id=?");
    private readonly Statement _insertRoute = connection.Prepare(
        "INSERT INTO route VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING");
    private readonly Statement _insertModule = connection.Prepare(
        "INSERT INTO module VALUES(?, ?) ON CONFLICT DO NOTHING");

    internal void InsertEvent(QueuedEvent e)
    {
        _insertEvent.Bind(1, e.Seq).Bind(2, e.AcceptedAtMilliseconds).Bind(3, e.Route.Id);
        if (e.Parent is { } parent)
        {
            Span<byte> bits = stackalloc byte[16];
            _ = parent.Value.TryWriteBytes(bits);
            _insertEvent.Bind(4, bits);
        }
        else
        {
            _insertEvent.BindNull(4);
        }
        _insertEvent.Bind(5, e.Depth).Bind(6, e.Data).Run();
    }

    internal void InsertReady(long queue, long place, long seq, int attempts) =>
        _insertReady.Bind(1, queue).Bind(2, place).Bind(3, seq).Bind(4, attempts).Run();

    internal void DeleteReady(long queue, long place)
    {
        _deleteReady.Bind(1, queue).Bind(2, place).Run();
        MustChangeOne($"no ready row for place {place} of queue {queue}");
    }

    internal void CountAttempt(long queue, long place, int attempts)
    {
        _countAttempt.Bind(1, attempts).Bind(2, queue).Bind(3, place).Run();
        MustChangeOne($"no ready row for place {place} of queue {queue}");
    }

    internal void InsertWaiting(long dueAt, long seq, long queue, int attempts) =>
        _insertWaiting.Bind(1, dueAt).Bind(2, seq).Bind(3, queue).Bind(4, attempts).Run();

    internal void DeleteWaiting(long dueAt, long seq) => _deleteWaiting.Bind(1, dueAt).Bind(2, seq).Run();

    internal void SelectDue(long now, int limit, List<(long DueAt, long Seq, long Queue, int Attempts)> into)
    {
        _selectDue.Bind(1, now).Bind(2, limit);
        while (_selectDue.Step())
        {
            into.Add((_selectDue.Int64(0), _selectDue.Int64(1), _selectDue.Int64(2), _selectDue.Int32(3)));
        }
    }

    /// <summary>When the first waiting event is due; null when none waits.</summary>
    internal long? FirstDue()
    {
        if (!_selectFirstDue.Step())
            return null;
        long first = _selectFirstDue.Int64(0);
        _selectFirstDue.Reset();
        return first;
    }

    internal void InsertDead(string tenant, long seq, long queue, int attempts, long diedAt, string reason) =>
        _insertDead.Bind(1, tenant).Bind(2, seq).Bind(3, queue).Bind(4, attempts).Bind(5, diedAt).Bind(6, reason)
            .Run();

    /// <summary>A dead letter's queue and attempts; null when there is none.</summary>
    internal (long Queue, int Attempts)? FindDead(string tenant, long seq)
    {
        if (!_selectDead.Bind(1, tenant).Bind(2, seq).Step())
            return null;
        (long, int) found = (_selectDead.Int64(0), _selectDead.Int32(1));
        _selectDead.Reset();
        return found;
    }

    internal void DeleteDead(string tenant, long seq) => _deleteDead.Bind(1, tenant).Bind(2, seq).Run();

    /// <summary>When an event was accepted; null when there is none.</summary>
    internal long? FindAcceptedAt(long seq)
    {
        if (!_selectAcceptedAt.Bind(1, seq).Step())
            return null;
        long found = _selectAcceptedAt.Int64(0);
        _selectAcceptedAt.Reset();
        return found;
    }

    internal void InsertExecution(long position, long seq, long route, int outcome, ReadOnlySpan<byte> detail) =>
        _insertExecution.Bind(1, position).Bind(2, seq).Bind(3, route).Bind(4, outcome).Bind(5, detail).Run();

    /// <summary>Removes the oldest records before a position, up to a number; how many.</summary>
    internal int TrimExecutions(long before, int limit)
    {
        _trimExecutions.Bind(1, before).Bind(2, limit).Run();
        return connection.Changes;
    }

    internal void InsertQueue(QueueState queue) =>
        _upsertQueue.Bind(1, queue.Id).Bind(2, queue.Key.Tenant.Value).Bind(3, queue.Key.Queue).Run();

    internal void UpdateQueue(long id, QueueCounts counts) =>
        _updateQueue.Bind(1, counts.Ready).Bind(2, counts.Waiting).Bind(3, counts.Dead).Bind(4, id).Run();

    internal void InsertRoute(RouteState route) =>
        _insertRoute.Bind(1, route.Id).Bind(2, route.Queue.Id).Bind(3, route.Route.Job).Bind(4, route.Route.Event)
            .Run();

    internal void InsertModule(long id, string sha256) => _insertModule.Bind(1, id).Bind(2, sha256).Run();

    private void MustChangeOne(string otherwise)
    {
        if (connection.Changes != 1)
            throw StorageFaults.Damaged(connection.Path, otherwise);
    }
}
