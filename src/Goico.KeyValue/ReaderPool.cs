using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>A bounded set of reading connections, opened when first needed.</summary>
internal sealed class ReaderPool(string path, int capacity) : IAsyncDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "Late callers still pass through it; see DisposeAsync.")]
    private readonly SemaphoreSlim _slots = new(capacity);
    private readonly ConcurrentBag<Reader> _idle = [];
    private volatile bool _closed;

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (int i = 0; i < capacity; i++)
        {
            await _slots.WaitAsync();
        }

        while (_idle.TryTake(out Reader? reader))
        {
            reader.Dispose();
        }

        // Whoever came in between gets a slot, sees that the pool is closed, and says so. The semaphore has no
        // wait handle, so there is nothing of it to dispose.
        _slots.Release(capacity);
    }

    internal async ValueTask<T> ReadAsync<TArg, T>(TArg argument, Func<Reader, TArg, T> read, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(KeyValueStore));
        await _slots.WaitAsync(ct);
        Reader? reader = null;
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(KeyValueStore));
            if (!_idle.TryTake(out reader))
            {
                reader = OpenReader();
            }

            T result = read(reader, argument);
            _idle.Add(reader);
            reader = null;
            return result;
        }
        catch (SqliteException e)
        {
            throw StoreFaults.From(e, path);
        }
        catch (DecoderFallbackException e)
        {
            throw StoreFaults.Corrupt(path, "a key is not UTF-8", e);
        }
        finally
        {
            // Only one that failed in the middle, perhaps inside a transaction, is still here.
            reader?.Dispose();
            _slots.Release();
        }
    }

    private Reader OpenReader()
    {
        SqliteConnection connection = StoreFile.OpenReader(path);
        try
        {
            return new Reader(connection, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
