using System.Runtime.CompilerServices;

namespace Goico.KeyValue;

/// <summary>
/// An embedded, ordered key/value store in one file. Every write has a revision from one store-wide counter that
/// grows by one and is never reused; what is answered is on disk and survives the loss of the process or of power.
/// Keys are ordered by their UTF-8 bytes, that is, by Unicode code point.
/// </summary>
/// <remarks>
/// Safe for any number of threads. One instance has the file at a time. Every method throws
/// <see cref="KeyValueStoreException"/> for faults of the environment, <see cref="ObjectDisposedException"/> after
/// disposal, and <see cref="ArgumentException"/> for a key or a prefix that breaks the rules of
/// <see cref="IsValidKey"/> (a prefix may be empty: it means every key).
/// </remarks>
public sealed class KeyValueStore : IAsyncDisposable
{
    private readonly KeyValueOptions _options;
    private readonly FileStream _lock;
    private readonly CommitSignal _committed;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly Lock _closing = new();
    private Task? _closed;

    private KeyValueStore(
        KeyValueOptions options, FileStream fileLock, CommitSignal committed, Writer writer, string path)
    {
        _options = options;
        _lock = fileLock;
        _committed = committed;
        _writer = writer;
        _readers = new ReaderPool(path, options.MaxConcurrentReads);
    }

    /// <summary>Opens the store, or creates it in an existing folder.</summary>
    /// <param name="path">The database file. Siblings with the endings <c>-wal</c>, <c>-shm</c> and <c>.lock</c>
    /// belong to it.</param>
    /// <param name="options">Limits, or null for the defaults.</param>
    /// <param name="time">Paces the wait for another process (<see cref="KeyValueOptions.LockWait"/>).</param>
    /// <param name="ct">Stops the wait.</param>
    /// <exception cref="KeyValueStoreException">The store is in use, damaged, newer than this program, no store at
    /// all, or can't be reached.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static async Task<KeyValueStore> OpenAsync(
        string path, KeyValueOptions? options, TimeProvider time, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new KeyValueOptions();
        options.Validate();
        string full = Path.GetFullPath(path);
        FileStream fileLock = await StoreLock.AcquireAsync(full, options.LockWait, time, ct);
        try
        {
            var committed = new CommitSignal();
            return new KeyValueStore(options, fileLock, committed, new Writer(full, options, committed), full);
        }
        catch
        {
            await fileLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>True if <paramref name="key"/> can be a key: 1 to 512 bytes of UTF-8, no control characters, no half
    /// surrogate pairs.</summary>
    public static bool IsValidKey(string key)
    {
        try
        {
            return KeyEncoding.EncodeKey(key).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The entry of a key, or null if there is none.</summary>
    public ValueTask<KeyValueEntry?> GetAsync(string key, CancellationToken ct)
    {
        byte[] bytes = KeyEncoding.EncodeKey(key);
        return _readers.ReadAsync((key, bytes), static (reader, a) => reader.Get(a.key, a.bytes), ct);
    }

    /// <summary>Sets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; may be empty. Must stay unchanged until the call has ended.</param>
    /// <param name="expectedRevision">Null: whatever is there. 0: only if the key does not exist. n: only if the key's
    /// entry has revision n.</param>
    /// <param name="ct">Withdraws the write while it waits for its turn: when the call ends as cancelled, nothing was
    /// written.</param>
    /// <returns><see cref="KeyValueWrite.Written"/>, <see cref="KeyValueWrite.Conflict"/> or
    /// <see cref="KeyValueWrite.TooLarge"/>.</returns>
    public async ValueTask<KeyValueWrite> PutAsync(
        string key, ReadOnlyMemory<byte> value, long? expectedRevision, CancellationToken ct)
    {
        byte[] bytes = KeyEncoding.EncodeKey(key);
        ThrowIfNegative(expectedRevision);
        return value.Length > _options.MaxValueBytes
            ? new KeyValueWrite.TooLarge(_options.MaxValueBytes)
            : await _writer.SubmitAsync(new WriteRequest(key, bytes, value, expectedRevision), ct);
    }

    /// <summary>Deletes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expectedRevision">Null: whatever is there. n: only if the key's entry has revision n. 0: the key
    /// must not exist, so this never deletes.</param>
    /// <param name="ct">Withdraws the delete while it waits for its turn: when the call ends as cancelled, nothing was
    /// deleted.</param>
    /// <returns><see cref="KeyValueWrite.Written"/> with the delete's own revision,
    /// <see cref="KeyValueWrite.Conflict"/>, or <see cref="KeyValueWrite.NotFound"/> if there was no such key and
    /// none was expected.</returns>
    public async ValueTask<KeyValueWrite> DeleteAsync(string key, long? expectedRevision, CancellationToken ct)
    {
        byte[] bytes = KeyEncoding.EncodeKey(key);
        ThrowIfNegative(expectedRevision);
        return await _writer.SubmitAsync(new WriteRequest(key, bytes, value: null, expectedRevision), ct);
    }

    /// <summary>The entries whose key starts with <paramref name="prefix"/>, in key order. Read page by page, so
    /// memory stays small; each entry is current when its page is read, and the whole is not one moment's picture
    /// (<see cref="SnapshotAsync"/> is).</summary>
    public IAsyncEnumerable<KeyValueEntry> RangeAsync(string prefix, CancellationToken ct) =>
        Range(KeyEncoding.EncodePrefix(prefix), ct);

    /// <summary>The entries whose key starts with <paramref name="prefix"/> and the store's revision, of one and the
    /// same moment, all in memory. Watch from that revision to go on without a gap.</summary>
    public ValueTask<KeyValueSnapshot> SnapshotAsync(string prefix, CancellationToken ct) =>
        _readers.ReadAsync(
            (range: KeyEncoding.EncodePrefix(prefix), ct), static (reader, a) => reader.Snapshot(a.range, a.ct), ct);

    /// <summary>The keys that start with <paramref name="prefix"/>, in key order, at most <paramref name="max"/>.
    /// </summary>
    public ValueTask<List<string>> KeysAsync(string prefix, int max, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return _readers.ReadAsync(
            (range: KeyEncoding.EncodePrefix(prefix), max), static (reader, a) => reader.Keys(a.range, a.max), ct);
    }

    /// <summary>What the entries under <paramref name="prefix"/> amount to. It looks at each of them, but not into
    /// their values.</summary>
    public ValueTask<KeyValueUsage> MeasureAsync(string prefix, CancellationToken ct) =>
        _readers.ReadAsync(KeyEncoding.EncodePrefix(prefix), static (reader, range) => reader.Usage(range), ct);

    /// <summary>Every change under <paramref name="prefix"/> after a revision, in order and each once: first from
    /// history, then live. Nothing is ever skipped: a watcher that history no longer reaches back to, at the start or
    /// because it reads too slowly, gets <see cref="KeyValueChange.Lost"/> as its last item.</summary>
    /// <param name="prefix">The prefix; empty for every key.</param>
    /// <param name="afterRevision">The last revision the watcher knows: a snapshot's, or that of the last change it
    /// saw. 0 for all history.</param>
    /// <param name="ct">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<KeyValueChange> WatchAsync(string prefix, long afterRevision, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterRevision);
        return Watch(KeyEncoding.EncodePrefix(prefix), afterRevision, ct);
    }

    /// <summary>Finishes the writes that wait, ends watches and later calls with
    /// <see cref="ObjectDisposedException"/>, and lets go of the file.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_closing)
        {
            return new ValueTask(_closed ??= CloseAsync());
        }
    }

    private static void ThrowIfNegative(long? expectedRevision)
    {
        if (expectedRevision is long expected)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(expected, nameof(expectedRevision));
        }
    }

    private async Task CloseAsync()
    {
        await _readers.DisposeAsync();
        _committed.Raise();
        await _writer.DisposeAsync();
        await _lock.DisposeAsync();
    }

    private async IAsyncEnumerable<KeyValueEntry> Range(KeyRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        KeyRange? rest = range;
        while (rest is KeyRange next)
        {
            (List<KeyValueEntry> entries, rest) =
                await _readers.ReadAsync(next, static (reader, r) => reader.RangePage(r), ct);
            foreach (KeyValueEntry entry in entries)
            {
                yield return entry;
            }
        }
    }

    private async IAsyncEnumerable<KeyValueChange> Watch(
        KeyRange range, long afterRevision, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            Task news = _committed.Next;
            ChangePage page = await _readers.ReadAsync(
                (range, afterRevision), static (reader, a) => reader.Changes(a.range, a.afterRevision), ct);
            foreach (KeyValueChange change in page.Changes)
            {
                yield return change;
                if (change is KeyValueChange.Lost)
                {
                    yield break;
                }
            }

            afterRevision = page.Reached;
            if (page.IsLast)
            {
                await news.WaitAsync(ct);
            }
        }
    }
}
