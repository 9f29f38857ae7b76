using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Jobico.Catalog;

/// <summary>
/// Values that are costly to make, by key: made once however many ask at the same time, and at most so many kept. What
/// was not used since the last sweep goes first (the CLOCK rule: one bit of recency for each entry, no lock to read).
/// A failure to make a value is not kept.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public sealed class BoundedCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly int _capacity;
    private readonly Action<TValue>? _evicted;
    private readonly Func<TValue, long>? _weigh;
    private readonly long _maxWeight;
    private readonly ConcurrentDictionary<TKey, Entry> _entries;
    private readonly Queue<TKey> _clock = new();
    private readonly Lock _sweep = new();
    private long _weight;

    /// <summary>Makes an empty one.</summary>
    /// <param name="capacity">How many values are kept at the most, at least 1.</param>
    /// <param name="comparer">Compares keys; null for the default.</param>
    /// <param name="evicted">Told of each value that is let go; null for nothing.</param>
    /// <param name="weigh">What a value weighs, such as its bytes; null where only their number counts.</param>
    /// <param name="maxWeight">What they may weigh together; a value that alone weighs more is kept alone.</param>
    public BoundedCache(
        int capacity,
        IEqualityComparer<TKey>? comparer = null,
        Action<TValue>? evicted = null,
        Func<TValue, long>? weigh = null,
        long maxWeight = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _evicted = evicted;
        _weigh = weigh;
        _maxWeight = maxWeight;
        _entries = new ConcurrentDictionary<TKey, Entry>(comparer);
    }

    /// <summary>The value, if it is there.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_entries.TryGetValue(key, out Entry? entry) && entry.Made is { } made)
        {
            entry.Used = true;
            value = made;
            return true;
        }
        value = null;
        return false;
    }

    /// <summary>The value, made if need be.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the value; its failure goes to all who wait, and the next caller tries again.</param>
    /// <param name="cancellationToken">Ends this caller's wait, not the making.</param>
    public Task<TValue> GetOrAddAsync(TKey key, Func<TKey, Task<TValue>> make, CancellationToken cancellationToken)
    {
        var fresh = new Entry();
        Entry entry = _entries.GetOrAdd(key, fresh);
        if (ReferenceEquals(entry, fresh)) _ = FillAsync(key, entry, make);
        return entry.Value.Task.WaitAsync(cancellationToken);
    }

    private async Task FillAsync(TKey key, Entry entry, Func<TKey, Task<TValue>> make)
    {
        try
        {
            TValue value = await make(key);
            entry.Made = value;
            entry.Value.SetResult(value);
        }
        catch (Exception failure)
        {
            _entries.TryRemove(new KeyValuePair<TKey, Entry>(key, entry));
            entry.Value.SetException(failure);
            return;
        }
        Sweep(key, entry);
    }

    private void Sweep(TKey added, Entry entry)
    {
        lock (_sweep)
        {
            _clock.Enqueue(added);
            _weight += WeightOf(entry);
            while (_clock.Count > _capacity || (_weight > _maxWeight && _clock.Count > 1))
            {
                TKey candidate = _clock.Dequeue();
                if (!_entries.TryGetValue(candidate, out Entry? oldest)) continue;
                if (oldest.Used)
                {
                    oldest.Used = false;
                    _clock.Enqueue(candidate);
                }
                else if (_entries.TryRemove(candidate, out Entry? removed) && removed.Made is { } made)
                {
                    _weight -= WeightOf(removed);
                    _evicted?.Invoke(made);
                }
            }
        }
    }

    private long WeightOf(Entry entry) => _weigh is null || entry.Made is not { } made ? 0 : _weigh(made);

    private sealed class Entry
    {
        public readonly TaskCompletionSource<TValue> Value = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public volatile TValue? Made;
        public volatile bool Used;
    }
}
