using System.Collections.Concurrent;
using Jobico.Model.Events;
using Jobico.Storage;
using Jobico.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Jobico.Queue;

/// <summary>
/// The heartbeat of every lease that this node holds, from the moment it was leased until its event is committed or
/// given back: a long run, or a commit that waits for a full disk, loses no lease by it.
/// </summary>
internal sealed partial class LeaseKeeper : IAsyncDisposable
{
    private readonly IEventStore _events;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<LeaseToken, LeasedEvent> _held = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _beating = Task.CompletedTask;

    public LeaseKeeper(IEventStore events, QueueOptions options, TimeProvider time, ILogger logger)
    {
        _events = events;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Told when a lease is found to be lost.</summary>
    public event Action<LeasedEvent>? Lost;

    public void Start() => _beating = Task.Run(() => BeatAsync(_stop.Token), CancellationToken.None);

    public void Hold(LeasedEvent lease) => _held[lease.Token] = lease;

    public void LetGo(LeasedEvent lease) => _held.TryRemove(lease.Token, out _);

    public bool Holds(LeasedEvent lease) => _held.ContainsKey(lease.Token);

    public async ValueTask ReleaseAsync(IReadOnlyList<LeasedEvent> leases)
    {
        if (leases.Count == 0) return;
        foreach (LeasedEvent lease in leases) LetGo(lease);
        try
        {
            await _events.ReleaseAsync(leases, CancellationToken.None);
        }
        catch (StorageException fault)
        {
            // They come back by themselves when the leases expire.
            ReleaseFailed(leases.Count, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.LeaseDuration / 3, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                foreach (LeasedEvent lease in _held.Values) await ExtendAsync(lease, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped: whatever is still held expires.
        }
    }

    private async ValueTask ExtendAsync(LeasedEvent lease, CancellationToken stop)
    {
        try
        {
            bool extended = await _events.ExtendAsync(lease, _options.LeaseDuration, stop);
            if (extended || !_held.ContainsKey(lease.Token)) return;
            LetGo(lease);
            LeaseLost(lease.Id);
            Lost?.Invoke(lease);
        }
        catch (StorageException fault)
        {
            HeartbeatFailed(lease.Id, fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The lease of event {EventId} was lost; the event is delivered again.")]
    private partial void LeaseLost(EventId eventId);

    [LoggerMessage(2, LogLevel.Warning, "The lease of event {EventId} could not be extended; it is tried again.")]
    private partial void HeartbeatFailed(EventId eventId, Exception fault);

    [LoggerMessage(3, LogLevel.Warning,
        "{Count} events could not be given back; they are delivered again when their leases expire.")]
    private partial void ReleaseFailed(int count, Exception fault);
}
