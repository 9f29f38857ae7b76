using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Storage.Sqlite.Database;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// All queues, routes and modules that events were ever accepted for, with the numbers that stand for them on disk. Its
/// size is that of the definitions, not that of the backlog; it is read when the store is opened.
/// </summary>
internal sealed class RouteDirectory
{
    private readonly ConditionalWeakTable<EventRoute, RouteState> _byInstance = [];
    private readonly ConcurrentDictionary<EventRoute, RouteState> _byValue = new();
    private readonly ConcurrentDictionary<long, RouteState> _byId = new();
    private readonly ConcurrentDictionary<QueueKey, QueueState> _queues = new();
    private readonly ConcurrentDictionary<long, QueueState> _queuesById = new();
    private readonly ConcurrentDictionary<string, ModuleState> _modules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ModuleState> _modulesById = new();
    private readonly ReadyMemory _memory;
    private readonly Lock _adding = new();
    private readonly string _path;
    private long _lastQueue;
    private long _lastRoute;
    private long _lastModule;

    internal RouteDirectory(Connection connection, ReadyMemory memory)
    {
        _memory = memory;
        _path = connection.Path;
        long lastNumber = connection.Scalar("SELECT number FROM store");
        using (Statement queues = connection.Prepare("SELECT id, tenant, name, ready, waiting, dead FROM queue"))
        {
            while (queues.Step())
            {
                AddQueue(new QueueState(
                    queues.Int64(0),
                    new QueueKey(TenantId.Parse(queues.Text(1)), queues.Text(2)),
                    new QueueCounts(queues.Int64(3), queues.Int64(4), queues.Int64(5)),
                    lastNumber, memory, Notices)
                { IsPersisted = true });
            }
        }
        using (Statement routes = connection.Prepare("SELECT id, queue, job, event FROM route"))
        {
            while (routes.Step())
            {
                QueueState queue = Queue(routes.Int64(1));
                var route = new EventRoute(queue.Key.Tenant, queue.Key.Queue, routes.Text(2), routes.Text(3));
                AddRoute(new RouteState(routes.Int64(0), route, queue) { IsPersisted = true });
            }
        }
        using (Statement modules = connection.Prepare("SELECT id, sha256 FROM module"))
        {
            while (modules.Step())
            {
                AddModule(new ModuleState(modules.Int64(0), modules.Text(1)) { IsPersisted = true });
            }
        }
    }

    /// <summary>Where queues that become non-empty are told.</summary>
    internal ReadyNotices Notices { get; } = new();

    /// <summary>All queues.</summary>
    internal IEnumerable<QueueState> Queues => _queuesById.Select(pair => pair.Value);

    /// <summary>The queue; null when no event was ever accepted for it.</summary>
    internal QueueState? FindQueue(QueueKey key) => _queues.GetValueOrDefault(key);

    /// <summary>The queue with this number.</summary>
    internal QueueState Queue(long id) => _queuesById.TryGetValue(id, out QueueState? queue)
        ? queue
        : throw StorageFaults.Damaged(_path, $"queue {id} is missing");

    /// <summary>The route with this number.</summary>
    internal RouteState Route(long id) => _byId.TryGetValue(id, out RouteState? route)
        ? route
        : throw StorageFaults.Damaged(_path, $"route {id} is missing");

    /// <summary>The module with this number.</summary>
    internal ModuleState Module(long id) => _modulesById.TryGetValue(id, out ModuleState? module)
        ? module
        : throw StorageFaults.Damaged(_path, $"module {id} is missing");

    /// <summary>The route, if events were ever accepted for it.</summary>
    internal RouteState? Find(EventRoute route) =>
        _byInstance.TryGetValue(route, out RouteState? state) ? state : _byValue.GetValueOrDefault(route);

    /// <summary>The route; a new one gets its number now and its row with its first event.</summary>
    internal RouteState Resolve(EventRoute route)
    {
        if (_byInstance.TryGetValue(route, out RouteState? state))
            return state;
        lock (_adding)
        {
            if (!_byValue.TryGetValue(route, out state))
            {
                if (!_queues.TryGetValue(route.QueueKey, out QueueState? queue))
                {
                    queue = new QueueState(_lastQueue + 1, route.QueueKey, default, 0, _memory, Notices);
                    AddQueue(queue);
                }
                state = new RouteState(_lastRoute + 1, route, queue);
                AddRoute(state);
            }
            _byInstance.AddOrUpdate(route, state);
            return state;
        }
    }

    /// <summary>The module; a new one gets its number now and its row with its first record.</summary>
    internal ModuleState Module(string sha256)
    {
        if (_modules.TryGetValue(sha256, out ModuleState? module))
            return module;
        lock (_adding)
        {
            if (!_modules.TryGetValue(sha256, out module))
            {
                module = new ModuleState(_lastModule + 1, sha256);
                AddModule(module);
            }
            return module;
        }
    }

    private void AddQueue(QueueState queue)
    {
        _lastQueue = Math.Max(_lastQueue, queue.Id);
        _queuesById[queue.Id] = queue;
        _queues[queue.Key] = queue;
    }

    private void AddRoute(RouteState route)
    {
        _lastRoute = Math.Max(_lastRoute, route.Id);
        _byId[route.Id] = route;
        _byValue[route.Route] = route;
    }

    private void AddModule(ModuleState module)
    {
        _lastModule = Math.Max(_lastModule, module.Id);
        _modulesById[module.Id] = module;
        _modules[module.Sha256] = module;
    }
}
