using Goico.Wasm.Capabilities;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Storage.KeyValue;

namespace Jobico.Executor.Capabilities;

/// <summary>
/// What tenants' programs keep: each tenant's values lie under a prefix of its own, which ends with a slash after the
/// tenant's id, and no id has one. So no key leads to another tenant's values or to Jobico's documents.
/// </summary>
internal sealed class TenantValues(IKeyValueStore store, ExecutorOptions options)
{
    private const int CountedTenants = 10_000;

    private readonly BoundedCache<TenantId, Usage> _usages = new(CountedTenants);

    /// <summary>The value under a key.</summary>
    public async ValueTask<GuestAnswer> GetAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        if (RequestRules.RefusalOfKey(key) is { } refusal) return refusal;
        KeyValueItem? item = await store.GetAsync(PrefixOf(tenant) + key, cancellationToken);
        return item is null ? GuestAnswer.Absent.Instance : new GuestAnswer.Value(item.Value);
    }

    /// <summary>Sets the value under a key.</summary>
    public async ValueTask<GuestAnswer> SetAsync(
        TenantId tenant, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        if (RequestRules.RefusalOfKey(key) is { } refusal) return refusal;
        if (RequestRules.RefusalOfValue(value.Length) is { } tooLarge) return tooLarge;
        string place = PrefixOf(tenant) + key;
        if (!await TryFitAsync(tenant, place, value.Length, cancellationToken))
        {
            return OverLimit(
                $"The tenant's key/value store is full: it holds at most {options.MaxValuesOfTenant} values and "
                + $"{options.MaxValueBytesOfTenant} bytes. Remove some.");
        }
        await store.PutAsync(place, value, null, cancellationToken);
        return GuestAnswer.Done.Instance;
    }

    /// <summary>Removes a key, whether or not it is there.</summary>
    public async ValueTask<GuestAnswer> RemoveAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        if (RequestRules.RefusalOfKey(key) is { } refusal) return refusal;
        await store.DeleteAsync(PrefixOf(tenant) + key, null, cancellationToken);
        return GuestAnswer.Done.Instance;
    }

    /// <summary>The keys with a prefix, no more than <see cref="RequestRules.MaxListed"/>.</summary>
    public async ValueTask<GuestAnswer> ListAsync(
        TenantId tenant, string prefix, int max, CancellationToken cancellationToken)
    {
        if (prefix.Length > 0 && RequestRules.RefusalOfKey(prefix) is { } refusal) return refusal;
        if (max < 1) return new GuestAnswer.Keys([]);
        string own = PrefixOf(tenant);
        IReadOnlyList<string> places = await store.ListKeysAsync(
            own + prefix, Math.Min(max, RequestRules.MaxListed), cancellationToken);
        return new GuestAnswer.Keys([.. places.Select(place => place[own.Length..])]);
    }

    private static string PrefixOf(TenantId tenant) => $"value/{tenant}/";

    /// <summary>
    /// Whether one more value fits, and then counts it. What is counted is never too little: a value that takes
    /// another's place counts as a new one until that seems to be too much, and only then is it looked at what there
    /// is. What several runs set at that very moment may go over the bound.
    /// </summary>
    private async ValueTask<bool> TryFitAsync(
        TenantId tenant, string place, int valueBytes, CancellationToken cancellationToken)
    {
        long bytes = System.Text.Encoding.UTF8.GetByteCount(place) + valueBytes;
        Usage usage = _usages.TryGet(tenant, out Usage? known) ? known
            : await _usages.GetOrAddAsync(tenant, MeasureAsync, cancellationToken);
        if (usage.TryAdd(bytes, options)) return true;
        KeyValueUsage before = await store.MeasureAsync(PrefixOf(tenant), cancellationToken);
        KeyValueItem? replaced = await store.GetAsync(place, cancellationToken);
        long added = replaced is null ? bytes : valueBytes - replaced.Value.Length;
        var after = new KeyValueUsage(before.Entries + (replaced is null ? 1 : 0), before.Bytes + added);
        // What makes nothing worse is let through even where a bound was lowered.
        bool fits = (replaced is not null || after.Entries <= options.MaxValuesOfTenant)
            && (added <= 0 || after.Bytes <= options.MaxValueBytesOfTenant);
        usage.Set(fits ? after : before);
        return fits;
    }

    private async Task<Usage> MeasureAsync(TenantId tenant)
    {
        var usage = new Usage();
        usage.Set(await store.MeasureAsync(PrefixOf(tenant), CancellationToken.None));
        return usage;
    }

    private static GuestAnswer.Refused OverLimit(string message) => new(GuestRefusal.OverLimit, message);

    /// <summary>How much a tenant keeps at the most.</summary>
    private sealed class Usage
    {
        private readonly Lock _gate = new();
        private long _values;
        private long _bytes;

        public bool TryAdd(long bytes, ExecutorOptions options)
        {
            lock (_gate)
            {
                if (_values >= options.MaxValuesOfTenant || _bytes + bytes > options.MaxValueBytesOfTenant)
                    return false;
                _values++;
                _bytes += bytes;
                return true;
            }
        }

        public void Set(KeyValueUsage usage)
        {
            lock (_gate) (_values, _bytes) = (usage.Entries, usage.Bytes);
        }
    }
}
