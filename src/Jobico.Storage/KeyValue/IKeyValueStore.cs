namespace Jobico.Storage.KeyValue;

/// <summary>
/// Small documents under ordered keys, each with a revision, and the stream of their changes. Revisions rise with every
/// write in the store and are never reused; they need not be consecutive.
/// </summary>
public interface IKeyValueStore
{
    /// <summary>The entry, or null.</summary>
    ValueTask<KeyValueItem?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes an entry.</summary>
    /// <param name="key">1 to 512 bytes of UTF-8 without control characters.</param>
    /// <param name="value">The document, at most 8 MiB.</param>
    /// <param name="expectedRevision">null: whatever is there; 0: only if the key is free; else only if the entry is at
    /// this revision.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it was written is then unknown.</param>
    ValueTask<PutResult> PutAsync(
        string key, ReadOnlyMemory<byte> value, long? expectedRevision, CancellationToken cancellationToken);

    /// <summary>Removes an entry; true when it was there. With a revision, only if the entry is at it.</summary>
    ValueTask<bool> DeleteAsync(string key, long? expectedRevision, CancellationToken cancellationToken);

    /// <summary>All entries under a prefix in ordinal key order, as of one moment.</summary>
    ValueTask<IReadOnlyList<KeyValueItem>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>The keys under a prefix in the order of their UTF-8 bytes, at most so many; no value is read.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="max">At least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> ListKeysAsync(string prefix, int max, CancellationToken cancellationToken);

    /// <summary>What the entries under a prefix amount to. It may cost as much as listing their keys.</summary>
    ValueTask<KeyValueUsage> MeasureAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// The state under a prefix as it changes: first all entries, then <see cref="KeyValueChange.Current"/>, then each
    /// change in order, without a gap. A watcher that falls too far behind is started over with
    /// <see cref="KeyValueChange.Reset"/>.
    /// </summary>
    IAsyncEnumerable<KeyValueChange> WatchAsync(string prefix, CancellationToken cancellationToken);
}
