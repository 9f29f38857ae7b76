using Jobico.Catalog;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Queue.Completions;
using Jobico.Queue.Dispatch;
using Jobico.Storage;
using Microsoft.Extensions.Logging;

namespace Jobico.Queue;

/// <summary>
/// The queue of this node: hands events out to executors in their order, within each queue's concurrency, turn by turn
/// between queues; and turns what executors report into the atomic step.
/// </summary>
public sealed class EventDelivery : IEventDelivery, IAsyncDisposable
{
    private readonly Dispatcher _dispatcher;
    private readonly LeaseKeeper _leases;
    private readonly Committer _committer;
    private bool _disposed;

    /// <summary>Makes it; nothing is leased before <see cref="Start"/>.</summary>
    public EventDelivery(
        IStorageEngine engine,
        LiveCatalog catalog,
        SchemaCatalog schemas,
        QueueOptions options,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _leases = new LeaseKeeper(engine.Events, options, time, loggers.CreateLogger<LeaseKeeper>());
        _committer = new Committer(
            engine.Events, new NextEvents(engine.Events, catalog, schemas, options), _leases, options, time,
            loggers.CreateLogger<Committer>());
        _dispatcher = new Dispatcher(
            engine.Events, catalog, _leases, _committer, options, time, loggers.CreateLogger<Dispatcher>());
    }

    /// <summary>Begins to lease.</summary>
    public void Start()
    {
        _leases.Start();
        _dispatcher.Start();
    }

    /// <inheritdoc/>
    public ValueTask<DeliveredEvent> TakeAsync(CancellationToken cancellationToken) =>
        _dispatcher.TakeAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReportAsync(DeliveredEvent delivered, Attempt attempt)
    {
        _dispatcher.Ended(delivered.Lease.Route.QueueKey, attempt.Duration);
        return _committer.CommitAsync(delivered.Lease, delivered.Binding, attempt);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(DeliveredEvent delivered)
    {
        _dispatcher.Ended(delivered.Lease.Route.QueueKey, null);
        await _leases.ReleaseAsync([delivered.Lease]);
    }

    /// <summary>
    /// Stops handing out, gives back what was leased ahead, and waits until every report is committed. Call it after
    /// the
    /// executors have stopped.
    /// </summary>
    /// <param name="cancellationToken">Gives up on reports that can't be committed; their events are delivered again.
    /// </param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<LeasedEvent> unrun = await _dispatcher.StopAsync();
        await _leases.ReleaseAsync(unrun);
        await _committer.DrainAsync(cancellationToken);
    }

    /// <summary>Stops without waiting for what is reported but not committed. Further calls do nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _dispatcher.StopAsync();
        await _committer.DisposeAsync();
        await _leases.DisposeAsync();
        _dispatcher.Dispose();
    }
}
