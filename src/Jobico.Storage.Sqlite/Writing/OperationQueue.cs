using Jobico.Storage.Sqlite.Database;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>What waits for the writer: bounded, first in, first out.</summary>
internal sealed class OperationQueue(int capacity)
{
    // Monitor and not Lock: the writer waits on it.
    private readonly object _gate = new();
    private readonly Queue<Operation> _waiting = new();
    private TaskCompletionSource? _room;
    private bool _closed;
    private bool _idle;
    private bool _woken;

    /// <summary>Adds an operation, waiting while the queue is full.</summary>
    /// <exception cref="StorageUnavailableException">The engine is closing.</exception>
    internal async ValueTask AddAsync(Operation operation, CancellationToken cancellationToken)
    {
        while (TryAdd(operation) is { } room)
        {
            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds an operation; else a task that ends when there may be room.</summary>
    internal Task? TryAdd(Operation operation)
    {
        lock (_gate)
        {
            if (_closed)
                throw StorageFaults.Closed();
            if (_waiting.Count >= capacity)
            {
                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _room.Task;
            }
            _waiting.Enqueue(operation);
            if (_idle)
                Monitor.Pulse(_gate);
            return null;
        }
    }

    /// <summary>Makes <see cref="Take"/> return even if nothing waits.</summary>
    internal void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            if (_idle)
                Monitor.Pulse(_gate);
        }
    }

    /// <summary>Refuses what comes from now on; what is in it can still be taken.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _room?.TrySetResult();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until something is there or <see cref="Wake"/> was called, then takes what waits up to the
    /// limits. False when the queue is closed and empty.</summary>
    internal bool Take(List<Operation> batch, int maxOperations, int maxBytes)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed && !_woken)
            {
                _idle = true;
                Monitor.Wait(_gate);
                _idle = false;
            }
            _woken = false;
            long bytes = 0;
            while (batch.Count < maxOperations && bytes < maxBytes && _waiting.TryDequeue(out Operation? operation))
            {
                if (operation.TryCancel())
                    continue;
                bytes += operation.Bytes;
                batch.Add(operation);
            }
            if (_room is not null && _waiting.Count < capacity)
            {
                _room.TrySetResult();
                _room = null;
            }
            return batch.Count > 0 || _waiting.Count > 0 || !_closed;
        }
    }
}
