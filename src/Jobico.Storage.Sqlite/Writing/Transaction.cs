using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>
/// The writer's transaction, one after the other: gives numbers, keeps the counts, and takes both back with the rest
/// when it is undone. Only on the writer's thread.
/// </summary>
internal sealed class Transaction
{
    private readonly Connection _connection;
    private readonly TimeProvider _time;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _saveCounters;
    private readonly HashSet<QueueState> _touched = [];
    private readonly List<IPersisted> _persisted = [];
    private Counters _committed;
    private Counters _counters;

    internal Transaction(Connection connection, RouteDirectory routes, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        Routes = routes;
        Tables = new EventTables(connection);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _rollback = connection.Prepare("ROLLBACK");
        _saveCounters = connection.Prepare("UPDATE store SET number=?, accepted_at=?, position=?");
        Statement load = connection.Prepare("SELECT nonce, number, accepted_at, position FROM store");
        if (!load.Step())
            throw StorageFaults.Damaged(connection.Path, "its counters are missing");
        Ids = new EventIds((uint)load.Int64(0));
        _committed = _counters = new Counters(load.Int64(1), load.Int64(2), load.Int64(3));
        load.Reset();
    }

    /// <summary>The tables, row by row.</summary>
    internal EventTables Tables { get; }

    /// <summary>The routes and queues.</summary>
    internal RouteDirectory Routes { get; }

    /// <summary>How ids are made.</summary>
    internal EventIds Ids { get; }

    /// <summary>The time of this batch, in UTC.</summary>
    internal DateTimeOffset Now { get; private set; }

    /// <summary>The time of this batch by the clock that only goes forward.</summary>
    internal long Timestamp { get; private set; }

    /// <summary>When events of this batch are accepted: never before an earlier one.</summary>
    internal long AcceptedAtMilliseconds => _counters.AcceptedAt;

    /// <summary>The position of the last record.</summary>
    internal long LastPosition => _counters.Position;

    /// <summary>The last number given.</summary>
    internal long LastNumber => _counters.Number;

    /// <summary>The next number: of an event, or of a place in a queue.</summary>
    internal long NextNumber() => ++_counters.Number;

    /// <summary>The next record's position.</summary>
    internal long NextPosition() => ++_counters.Position;

    /// <summary>Changes a queue's counts, in the transaction only.</summary>
    internal void Count(QueueState queue, QueueCounts change)
    {
        queue.Pending += change;
        _touched.Add(queue);
    }

    /// <summary>Makes sure that a route and its queue have their rows.</summary>
    internal void Persist(RouteState route)
    {
        if (route.IsPersisted)
            return;
        if (!route.Queue.IsPersisted)
        {
            Tables.InsertQueue(route.Queue);
            MarkPersisted(route.Queue);
        }
        Tables.InsertRoute(route);
        MarkPersisted(route);
    }

    /// <summary>Makes sure that a module has its row; its number.</summary>
    internal long Persist(ModuleState module)
    {
        if (!module.IsPersisted)
        {
            Tables.InsertModule(module.Id, module.Sha256);
            MarkPersisted(module);
        }
        return module.Id;
    }

    internal void Begin()
    {
        Now = _time.GetUtcNow();
        Timestamp = _time.GetTimestamp();
        _counters.AcceptedAt = Math.Max(_committed.AcceptedAt, Now.ToUnixTimeMilliseconds());
        if (!_connection.IsAutocommit)
        {
            // The last rollback failed.
            _rollback.Run();
        }
        _begin.Run();
    }

    internal void Commit()
    {
        foreach (QueueState queue in _touched)
        {
            Tables.UpdateQueue(queue.Id, queue.Pending);
        }
        if (_counters.Number != _committed.Number || _counters.Position != _committed.Position)
            _saveCounters.Bind(1, _counters.Number).Bind(2, _counters.AcceptedAt).Bind(3, _counters.Position).Run();
        else
            _counters = _committed;
        _commit.Run();
        _committed = _counters;
        _touched.Clear();
        _persisted.Clear();
    }

    /// <summary>Takes everything back.</summary>
    internal void Rollback()
    {
        foreach (QueueState queue in _touched)
        {
            queue.TakeBackPending();
        }
        foreach (IPersisted item in _persisted)
        {
            item.IsPersisted = false;
        }
        _touched.Clear();
        _persisted.Clear();
        _counters = _committed;
        // SQLite itself has rolled back after most faults of the disk.
        if (!_connection.IsAutocommit)
            _rollback.Run();
    }

    private void MarkPersisted(IPersisted item)
    {
        item.IsPersisted = true;
        _persisted.Add(item);
    }

    private record struct Counters(long Number, long AcceptedAt, long Position);
}
