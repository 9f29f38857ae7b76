using System.Collections.Concurrent;

namespace Jobico.Storage.Sqlite.Database;

/// <summary>
/// Connections that only read, each with its prepared statements. A read is one short transaction on a pool thread, so
/// that it sees one moment and never keeps the write-ahead log from being emptied for long.
/// </summary>
internal sealed class ReaderPool : IAsyncDisposable
{
    private readonly string _path;
    private readonly int _size;
    private readonly SemaphoreSlim _permits;
    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly CancellationTokenSource _closing = new();

    internal ReaderPool(string path, int size)
    {
        _path = path;
        _size = size;
        _permits = new SemaphoreSlim(size);
        Closing = _closing.Token;
    }

    /// <summary>Cancelled when the pool begins to close.</summary>
    internal CancellationToken Closing { get; }

    /// <summary>Runs a read on a pool thread.</summary>
    /// <exception cref="StorageException">The file can't be read, or the engine is closing.</exception>
    internal async Task<T> ReadAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Closing);
        try
        {
            await _permits.WaitAsync(linked.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw StorageFaults.Closed();
        }
        try
        {
            return await Task.Run(() => Read(read), CancellationToken.None);
        }
        finally
        {
            _permits.Release();
        }
    }

    /// <summary>Waits for reads that run, then closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        for (int i = 0; i < _size; i++)
        {
            await _permits.WaitAsync();
        }
        while (_idle.TryTake(out Reader? reader))
        {
            reader.Dispose();
        }
        _permits.Dispose();
        _closing.Dispose();
    }

    private T Read<T>(Func<Reader, T> read)
    {
        Reader? reader = null;
        try
        {
            if (!_idle.TryTake(out reader))
                reader = new Reader(_path);
            T result = reader.Snapshot(read);
            _idle.Add(reader);
            return result;
        }
        catch (Exception e)
        {
            // After a fault its state is not known well enough to be used again.
            reader?.Dispose();
            if (StorageFaults.From(e, _path) is StorageException fault && fault != e)
                throw fault;
            throw;
        }
    }
}
