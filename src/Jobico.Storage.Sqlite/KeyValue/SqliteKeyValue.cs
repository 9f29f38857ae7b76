using System.Runtime.CompilerServices;
using Goico.KeyValue;
using Jobico.Storage.KeyValue;
using Jobico.Storage.Sqlite.Database;
using Change = Jobico.Storage.KeyValue.KeyValueChange;
using KeyValueUsage = Jobico.Storage.KeyValue.KeyValueUsage;
using StoredChange = Goico.KeyValue.KeyValueChange;

namespace Jobico.Storage.Sqlite.KeyValue;

/// <summary>The seam's documents on Goico.KeyValue: words are translated, and a lost watch is begun anew.</summary>
internal sealed class SqliteKeyValue : IKeyValueStore, IAsyncDisposable
{
    private readonly KeyValueStore _store;

    private SqliteKeyValue(KeyValueStore store) => _store = store;

    /// <summary>Opens the file.</summary>
    /// <exception cref="StorageException">It can't be used.</exception>
    internal static async Task<SqliteKeyValue> OpenAsync(
        string path, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return new SqliteKeyValue(await KeyValueStore.OpenAsync(path, null, time, cancellationToken));
        }
        catch (KeyValueStoreException e)
        {
            throw Translate(e);
        }
    }

    public ValueTask<KeyValueItem?> GetAsync(string key, CancellationToken cancellationToken) =>
        Guarded(async () => await _store.GetAsync(key, cancellationToken) is { } entry ? ToItem(entry) : null);

    public ValueTask<PutResult> PutAsync(
        string key, ReadOnlyMemory<byte> value, long? expectedRevision, CancellationToken cancellationToken) =>
        Guarded<PutResult>(async () => await _store.PutAsync(key, value, expectedRevision, cancellationToken) switch
        {
            KeyValueWrite.Written written => new PutResult.Written(written.Revision),
            KeyValueWrite.Conflict conflict => new PutResult.Conflict(
                conflict.Current is { } current ? ToItem(current) : null),
            KeyValueWrite.TooLarge tooLarge => throw new ArgumentException(
                $"The document under '{key}' has {value.Length} bytes; it may have {tooLarge.LimitBytes}.",
                nameof(value)),
            { } other => throw new InvalidOperationException($"A put can't end as {other}."),
        });

    public ValueTask<bool> DeleteAsync(string key, long? expectedRevision, CancellationToken cancellationToken) =>
        Guarded(async () =>
            await _store.DeleteAsync(key, expectedRevision, cancellationToken) is KeyValueWrite.Written);

    public ValueTask<IReadOnlyList<KeyValueItem>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Guarded<IReadOnlyList<KeyValueItem>>(async () =>
        {
            KeyValueSnapshot snapshot = await _store.SnapshotAsync(prefix, cancellationToken);
            var items = new KeyValueItem[snapshot.Entries.Count];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = ToItem(snapshot.Entries[i]);
            }
            // The file orders by code point, the seam by UTF-16 unit; they differ beyond U+FFFF only.
            Array.Sort(items, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
            return items;
        });

    public ValueTask<IReadOnlyList<string>> ListKeysAsync(
        string prefix, int max, CancellationToken cancellationToken) =>
        Guarded<IReadOnlyList<string>>(async () => await _store.KeysAsync(prefix, max, cancellationToken));

    public ValueTask<KeyValueUsage> MeasureAsync(string prefix, CancellationToken cancellationToken) =>
        Guarded(async () =>
        {
            Goico.KeyValue.KeyValueUsage usage = await _store.MeasureAsync(prefix, cancellationToken);
            return new KeyValueUsage(usage.Entries, usage.Bytes);
        });

    public async IAsyncEnumerable<Change> WatchAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            KeyValueSnapshot snapshot =
                await Guarded(async () => await _store.SnapshotAsync(prefix, cancellationToken));
            foreach (KeyValueEntry entry in snapshot.Entries)
            {
                yield return new Change.Put(ToItem(entry));
            }
            yield return Change.Current.Instance;
            await using IAsyncEnumerator<StoredChange> changes =
                _store.WatchAsync(prefix, snapshot.Revision, cancellationToken)
                    .GetAsyncEnumerator(cancellationToken);
            while (await Guarded(() => changes.MoveNextAsync().AsTask()) && changes.Current is not StoredChange.Lost)
            {
                yield return changes.Current switch
                {
                    StoredChange.Put put => new Change.Put(ToItem(put.Entry)),
                    StoredChange.Deleted deleted => new Change.Deleted(deleted.Key, deleted.Revision),
                    { } other => throw new InvalidOperationException($"A watch can't yield {other}."),
                };
            }
            yield return Change.Reset.Instance;
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static KeyValueItem ToItem(KeyValueEntry entry) => new(entry.Key, entry.Value, entry.Revision);

    private static async ValueTask<T> Guarded<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (KeyValueStoreException e)
        {
            throw Translate(e);
        }
        catch (ObjectDisposedException)
        {
            throw StorageFaults.Closed();
        }
    }

    private static StorageException Translate(KeyValueStoreException e) => e.Fault switch
    {
        KeyValueFault.DiskFull => new StorageFullException(e.Message, e),
        _ when e.IsTransient && e.Fault != KeyValueFault.InUse => new StorageUnavailableException(e.Message, e),
        _ => new StorageUnusableException(e.Message, e),
    };
}
