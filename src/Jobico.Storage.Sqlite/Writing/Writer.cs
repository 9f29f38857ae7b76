using Jobico.Storage.Sqlite.Database;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes: takes what waits, applies it in one transaction, commits once, answers. Nothing is ever
/// waited for beyond what is there, so an idle engine commits at once and a busy one fills its batches by itself.
/// </summary>
internal sealed class Writer
{
    private readonly Connection _connection;
    private readonly Transaction _transaction;
    private readonly EngineState _state;
    private readonly OperationQueue _queue;
    private readonly SqliteStorageOptions _options;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _expire;
    private int _due;

    internal Writer(
        Connection connection, Transaction transaction, EngineState state, SqliteStorageOptions options)
    {
        _connection = connection;
        _transaction = transaction;
        _state = state;
        _options = options;
        _queue = new OperationQueue(options.MaxQueuedOperations);
    }

    /// <summary>Begins to write.</summary>
    internal void Start() =>
        new Thread(Loop) { IsBackground = true, Name = "Jobico storage writer" }.Start();

    /// <summary>Has an operation applied and waits for its answer.</summary>
    /// <exception cref="StorageException">It took no effect.</exception>
    internal ValueTask<T> SubmitAsync<T>(Operation<T> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _queue.TryAdd(operation) is null ? operation.Task : SubmitSlowly(operation, cancellationToken);
    }

    /// <summary>Has leases looked at that may have ended.</summary>
    internal void RequestExpiry()
    {
        Volatile.Write(ref _expire, 1);
        _queue.Wake();
    }

    /// <summary>Has waiting events looked at that may be due.</summary>
    internal void RequestDue()
    {
        Volatile.Write(ref _due, 1);
        _queue.Wake();
    }

    /// <summary>Takes no more, finishes what waits, and empties the write-ahead log.</summary>
    internal Task CloseAsync()
    {
        _queue.Close();
        return _ended.Task;
    }

    private async ValueTask<T> SubmitSlowly<T>(Operation<T> operation, CancellationToken cancellationToken)
    {
        await _queue.AddAsync(operation, cancellationToken);
        return await operation.Task;
    }

    private void Loop()
    {
        var batch = new List<Operation>();
        while (_queue.Take(batch, _options.MaxBatchOperations, _options.MaxBatchBytes))
        {
            if (Interlocked.Exchange(ref _expire, 0) == 1)
                batch.Add(new ExpireOperation(_state, RequestExpiry));
            if (Interlocked.Exchange(ref _due, 0) == 1)
                batch.Add(new DueOperation(_state));
            if (batch.Count > 0)
                Write(batch);
            batch.Clear();
        }
        _connection.Checkpoint();
        _ended.SetResult();
    }

    private void Write(List<Operation> batch)
    {
        Exception? fault = TryCommit(batch);
        if (fault is null)
        {
            foreach (Operation operation in batch)
            {
                operation.Publish();
            }
            foreach (Operation operation in batch)
            {
                operation.Answer();
            }
            return;
        }
        foreach (Operation operation in batch)
        {
            operation.Fail(fault);
        }
    }

    private Exception? TryCommit(List<Operation> batch)
    {
        try
        {
            _transaction.Begin();
            foreach (Operation operation in batch)
            {
                operation.Apply(_transaction);
            }
            _transaction.Commit();
            return null;
        }
        catch (Exception e)
        {
            try
            {
                _transaction.Rollback();
            }
            catch (DatabaseException)
            {
                // The next BEGIN meets the same trouble and reports it.
            }
            return StorageFaults.From(e, _connection.Path);
        }
    }
}
