using Jobico.Model.Definitions;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage;
using Jobico.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Jobico.Queue.Completions;

/// <summary>
/// Turns reports into the atomic step, many at a time: it does not wait for one commit before it asks for the next, so
/// that the engine can put many into one. The number under way is bounded.
/// </summary>
internal sealed partial class Committer : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly IEventStore _events;
    private readonly NextEvents _next;
    private readonly LeaseKeeper _leases;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop = new();

    public Committer(
        IEventStore events,
        NextEvents next,
        LeaseKeeper leases,
        QueueOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _events = events;
        _next = next;
        _leases = leases;
        _options = options;
        _time = time;
        _logger = logger;
        _slots = new SemaphoreSlim(options.MaxUncommitted);
    }

    /// <summary>Takes a report over; waits only for a free slot.</summary>
    /// <param name="lease">The event under lease.</param>
    /// <param name="binding">What it was run by; null when no live definition has the event.</param>
    /// <param name="attempt">What happened.</param>
    public ValueTask CommitAsync(LeasedEvent lease, EventBinding? binding, Attempt attempt)
    {
        if (!_slots.Wait(0, CancellationToken.None)) return CommitWhenFreeAsync(lease, binding, attempt);
        _ = CommitInSlotAsync(lease, binding, attempt);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until every report taken over is committed or given up.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration giveUp = cancellationToken.Register(_stop.Cancel);
        for (int slot = 0; slot < _options.MaxUncommitted; slot++)
        {
            await _slots.WaitAsync(CancellationToken.None);
        }
        _slots.Release(_options.MaxUncommitted);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await DrainAsync(CancellationToken.None);
        _stop.Dispose();
        _slots.Dispose();
    }

    private async ValueTask CommitWhenFreeAsync(LeasedEvent lease, EventBinding? binding, Attempt attempt)
    {
        await _slots.WaitAsync(CancellationToken.None);
        _ = CommitInSlotAsync(lease, binding, attempt);
    }

    private async Task CommitInSlotAsync(LeasedEvent lease, EventBinding? binding, Attempt attempt)
    {
        try
        {
            await CommitOrRetryAsync(lease, binding, attempt);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            CommitGivenUp(lease.Id);
        }
        catch (Exception bug)
        {
            CommitBroke(lease.Id, bug);
        }
        finally
        {
            _leases.LetGo(lease);
            _slots.Release();
        }
    }

    private async Task CommitOrRetryAsync(LeasedEvent lease, EventBinding? binding, Attempt attempt)
    {
        TimeSpan wait = FirstRetry;
        while (true)
        {
            try
            {
                Completion completion = await DecideAsync(lease, binding, attempt);
                if (await _events.CompleteAsync(completion, _stop.Token) is CompletionResult.LeaseLost)
                {
                    LeaseLost(lease.Id, lease.Attempt);
                }
                return;
            }
            catch (StorageException fault) when (_leases.Holds(lease))
            {
                CommitRetried(lease.Id, fault.Message);
                await Task.Delay(wait, _time, _stop.Token);
                wait = wait * 2 < LastRetry ? wait * 2 : LastRetry;
            }
            catch (StorageException fault)
            {
                CommitBroke(lease.Id, fault);
                return;
            }
        }
    }

    private async ValueTask<Completion> DecideAsync(LeasedEvent lease, EventBinding? binding, Attempt attempt)
    {
        EventDisposition disposition = Dispositions.Decide(
            attempt,
            lease.Attempt,
            binding?.Queue.Retry ?? RetryPolicy.Default,
            binding?.Error is not null,
            _time.GetUtcNow(),
            Random.Shared.NextDouble());
        IReadOnlyList<NextEvent> next = disposition is EventDisposition.Done && binding is not null
            ? await _next.AfterAsync(lease, binding, attempt, _stop.Token)
            : [];
        return new Completion(lease, attempt, disposition, next);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Attempt {Attempt} at event {EventId} came too late: its lease was lost, and nothing of it counts.")]
    private partial void LeaseLost(EventId eventId, int attempt);

    [LoggerMessage(2, LogLevel.Warning,
        "The end of event {EventId} could not be committed and is tried again: {Reason}")]
    private partial void CommitRetried(EventId eventId, string reason);

    [LoggerMessage(3, LogLevel.Error, "The end of event {EventId} could not be committed; it is delivered again.")]
    private partial void CommitBroke(EventId eventId, Exception fault);

    [LoggerMessage(4, LogLevel.Warning,
        "The end of event {EventId} was not committed before the server stopped; it is delivered again.")]
    private partial void CommitGivenUp(EventId eventId);
}
