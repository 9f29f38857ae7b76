using Jobico.Storage.Sqlite.Events;
using Jobico.Storage.Sqlite.Executions;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>What operations change in memory once they are committed.</summary>
internal sealed class EngineState : IDisposable
{
    /// <summary>How many completions back a repeated one is recognised.</summary>
    private const int RememberedCompletions = 65_536;

    /// <param name="routes">The queues.</param>
    /// <param name="lastPosition">The position of the last record.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onLeasesDue">Called when leases may have ended.</param>
    /// <param name="onEventsDue">Called when waiting events may be due.</param>
    internal EngineState(
        RouteDirectory routes, long lastPosition, TimeProvider time, Action onLeasesDue, Action onEventsDue)
    {
        Routes = routes;
        Records = new RecordSignal(lastPosition);
        LeaseClock = new LeaseClock(time, onLeasesDue);
        DueClock = new DueClock(time, onEventsDue);
    }

    internal RouteDirectory Routes { get; }

    internal LeaseClock LeaseClock { get; }

    internal DueClock DueClock { get; }

    internal RecordSignal Records { get; }

    internal LeaseTokens Tokens { get; } = new();

    internal CompletionMemory Completions { get; } = new(RememberedCompletions);

    public void Dispose()
    {
        LeaseClock.Dispose();
        DueClock.Dispose();
    }
}
