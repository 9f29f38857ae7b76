using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>The one writer: takes all the writes that wait, commits them with one fsync, then answers them.</summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int QueueCapacity = 1024;
    private const int MaxBatchWrites = 256;
    private const int MaxBatchBytes = 16 * 1024 * 1024;
    private const int IdleCompactionStep = 256;

    private readonly string _path;
    private readonly KeyValueOptions _options;
    private readonly CommitSignal _committed;
    private readonly SqliteConnection _connection;
    private readonly WriteStatements _sql;
    private readonly Task _loop;
    private readonly Channel<WriteRequest> _queue = Channel.CreateBounded<WriteRequest>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true });

    private Horizon _horizon;
    private KeyValueStoreException? _broken;

    internal Writer(string path, KeyValueOptions options, CommitSignal committed)
    {
        _path = path;
        _options = options;
        _committed = committed;
        _connection = StoreFile.OpenWriter(path, options);
        try
        {
            _sql = new WriteStatements(_connection, path);
            _horizon = _sql.ReadHorizon();
        }
        catch (Exception e)
        {
            _sql?.Dispose();
            _connection.Dispose();
            if (e is SqliteException fault)
            {
                throw StoreFaults.From(fault, path);
            }

            throw;
        }

        _loop = Task.Run(RunAsync);
    }

    /// <summary>Finishes the writes that were accepted, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _sql.Dispose();
        await _connection.DisposeAsync();
    }

    internal async ValueTask<KeyValueWrite> SubmitAsync(WriteRequest request, CancellationToken ct)
    {
        try
        {
            await _queue.Writer.WriteAsync(request, ct);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(KeyValueStore));
        }

        using (ct.UnsafeRegister(static (state, token) => ((WriteRequest)state!).TryCancel(token), request))
        {
            return await request.Completion;
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteRequest>(MaxBatchWrites);
        CompactWhileIdle();
        while (await _queue.Reader.WaitToReadAsync())
        {
            Fill(batch);
            if (batch.Count > 0)
            {
                CommitAll(batch);
                batch.Clear();
            }

            CompactWhileIdle();
        }
    }

    private void Fill(List<WriteRequest> batch)
    {
        long bytes = 0;
        while (batch.Count < MaxBatchWrites && bytes < MaxBatchBytes && _queue.Reader.TryRead(out WriteRequest? next))
        {
            if (next.TryTake())
            {
                batch.Add(next);
                bytes += next.Value?.Length ?? 0;
            }
        }
    }

    private void CommitAll(List<WriteRequest> batch)
    {
        if (TryCommit(batch) is not Exception fault)
        {
            return;
        }

        if (batch.Count == 1)
        {
            batch[0].Fail(fault);
            return;
        }

        // One write must not fail its neighbours: what does not fit the disk together may fit alone.
        foreach (WriteRequest request in batch)
        {
            if (TryCommit([request]) is Exception own)
            {
                request.Fail(own);
            }
        }
    }

    /// <summary>Commits and answers the requests, or changes nothing, answers none and returns why.</summary>
    private Exception? TryCommit(List<WriteRequest> batch)
    {
        if (_broken is not null)
        {
            return _broken;
        }

        var results = new KeyValueWrite[batch.Count];
        Horizon after = _horizon;
        Exception? fault = Transact(() =>
        {
            for (int i = 0; i < batch.Count; i++)
            {
                results[i] = Apply(batch[i], ref after);
            }

            // Twice the growth, so that a history that is too long shrinks even under steady load.
            after = Compact(after, 2 * batch.Count);
            return after;
        });
        if (fault is null)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Complete(results[i]);
            }
        }

        return fault;
    }

    private void CompactWhileIdle()
    {
        while (_broken is null && _horizon.IsBeyond(_options) && !_queue.Reader.TryPeek(out _))
        {
            if (_queue.Reader.Completion.IsCompleted
                || Transact(() => Compact(_horizon, IdleCompactionStep)) is not null)
            {
                // Whatever it was, the next write meets it too and reports it; history is only longer until then.
                return;
            }
        }
    }

    private Exception? Transact(Func<Horizon> work)
    {
        bool committing = false;
        try
        {
            _sql.Begin();
            Horizon after = work();
            if (after != _horizon)
            {
                _sql.SetHorizon(after);
            }

            committing = true;
            _sql.Commit();
            bool isNews = after.Revision != _horizon.Revision;
            _horizon = after;
            if (isNews)
            {
                _committed.Raise();
            }

            return null;
        }
        catch (Exception e)
        {
            return Undo(e, committing);
        }
    }

    private Exception Undo(Exception cause, bool committing)
    {
        Exception fault = cause is SqliteException e ? StoreFaults.From(e, _path) : cause;
        try
        {
            _sql.Rollback();
        }
        catch (SqliteException again)
        {
            _broken = StoreFaults.Device(_path, again);
        }

        if (committing && cause is SqliteException failed && StoreFaults.IsDeviceError(failed))
        {
            // After a failed fsync nobody knows what the disk holds; only reading it afresh can tell. So no further
            // write is taken until the store is opened again.
            _broken = StoreFaults.Device(_path, failed);
        }

        return fault;
    }

    private KeyValueWrite Apply(WriteRequest request, ref Horizon horizon)
    {
        long current = _sql.FindRevision(request.KeyBytes);
        if (request.ExpectedRevision is long expected && expected != current)
        {
            return new KeyValueWrite.Conflict(
                current == 0 ? null : new KeyValueEntry(request.Key, _sql.ReadValue(current), current));
        }

        if (request.Value is null && current == 0)
        {
            return new KeyValueWrite.NotFound();
        }

        long revision = horizon.Revision + 1;
        byte[]? value = request.Value?.ToArray();
        _sql.InsertChange(revision, request.KeyBytes, value);
        if (value is null)
        {
            _sql.RemoveEntry(request.KeyBytes);
        }
        else
        {
            _sql.SetEntry(request.KeyBytes, revision);
        }

        if (current != 0 && current < horizon.Oldest)
        {
            // Compaction left this change behind only because the entry still pointed at it.
            _sql.RemoveChange(current);
        }

        horizon = horizon with { Revision = revision, HistoryBytes = horizon.HistoryBytes + (value?.Length ?? 0) };
        return new KeyValueWrite.Written(revision);
    }

    private Horizon Compact(Horizon horizon, int steps)
    {
        for (; steps > 0 && horizon.IsBeyond(_options); steps--)
        {
            (long bytes, bool isCurrent) = _sql.InspectChange(horizon.Oldest);
            if (!isCurrent)
            {
                _sql.RemoveChange(horizon.Oldest);
            }

            horizon = horizon with { Oldest = horizon.Oldest + 1, HistoryBytes = horizon.HistoryBytes - bytes };
        }

        return horizon;
    }
}
