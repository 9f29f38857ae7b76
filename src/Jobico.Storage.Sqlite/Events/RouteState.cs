using Jobico.Model.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>A route, its number and its queue.</summary>
internal sealed class RouteState(long id, EventRoute route, QueueState queue) : IPersisted
{
    internal long Id => id;

    internal EventRoute Route => route;

    internal QueueState Queue => queue;

    public bool IsPersisted { get; set; }
}
