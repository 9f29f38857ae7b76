using Jobico.Api.V1;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Commands;

/// <summary>
/// Waits for what becomes of posted events; in place before the first is posted, so that none is missed.
/// </summary>
internal sealed class OutcomeWatch : IAsyncDisposable
{
    private readonly Session _session;
    private readonly ExecutionTail _tail;
    private readonly ExecutionLines _lines;
    private readonly CancellationTokenSource _ended;
    private readonly IAsyncEnumerator<TailItem> _items;
    private readonly HashSet<string> _open = [];

    private Task<bool> _next;
    private bool _well = true;

    private OutcomeWatch(Session session, string tenant, string eventId, CancellationToken cancellationToken)
    {
        _session = session;
        _lines = new ExecutionLines(session.Out, session.Surroundings.Time, logs: true);
        _tail = new ExecutionTail(
            session.Connection.Recorder,
            new ExecutionFilter { Tenant = tenant, Event = eventId },
            after: "",
            session.Surroundings.Time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _items = _tail.ReadAsync(_ended.Token).GetAsyncEnumerator(_ended.Token);
        _next = _items.MoveNextAsync().AsTask();
    }

    /// <summary>Begins to watch; what is posted after it has ended is not missed.</summary>
    public static async Task<OutcomeWatch> StartAsync(
        Session session, string tenant, string eventId, CancellationToken cancellationToken)
    {
        var watch = new OutcomeWatch(session, tenant, eventId, cancellationToken);
        try
        {
            await Task.WhenAny(watch._tail.InPlace, watch._next);
            if (!watch._tail.InPlace.IsCompletedSuccessfully) await watch._next;
            return watch;
        }
        catch
        {
            await watch.DisposeAsync();
            throw;
        }
    }

    /// <summary>These are to be waited for.</summary>
    public void Expect(IReadOnlyList<string> ids) => _open.UnionWith(ids);

    /// <summary>Shows every attempt at the expected events until none is open.</summary>
    /// <returns>Whether each ended well.</returns>
    public async Task<bool> AllWentWellAsync(CancellationToken cancellationToken)
    {
        while (_open.Count > 0 && await _next.WaitAsync(cancellationToken))
        {
            if (_items.Current.Execution is { } execution && _open.Contains(execution.EventId)) Show(execution);
            _next = _items.MoveNextAsync().AsTask();
        }
        return _well;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _items.DisposeAsync();
        _ended.Dispose();
    }

    private void Show(Execution execution)
    {
        if (_session.Json) _session.Out.Json(execution);
        else _lines.Write(execution);
        if (execution.Disposition == Disposition.Retried) return;
        _open.Remove(execution.EventId);
        _well &= execution.Outcome == Outcome.Ok;
    }
}
