using Jobico.Model;
using Jobico.Storage;
using Jobico.Storage.KeyValue;

namespace Jobico.Secrets;

/// <summary>The tenants' secrets in the engine's key/value store, sealed. No value ever comes out of here.</summary>
public sealed class SecretStore
{
    /// <summary>The most secrets of one tenant.</summary>
    public const int MaxSecrets = 256;

    private readonly IKeyValueStore _store;
    private readonly SecretKeyring _keyring;
    private readonly LiveSecrets _live;
    private readonly TimeProvider _time;

    /// <summary>Makes it.</summary>
    public SecretStore(IStorageEngine engine, SecretKeyring keyring, LiveSecrets live, TimeProvider time)
    {
        _store = engine.KeyValue;
        _keyring = keyring;
        _live = live;
        _time = time;
    }

    /// <summary>Sets a secret's value, whether or not it had one.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="utf8">Its value.</param>
    /// <param name="cancellationToken">Gives up; whether it was set is then unknown.</param>
    /// <exception cref="ArgumentException">The name or the value is none by
    /// <see cref="VariableName.SecretProblem"/> or <see cref="SecretValue.Problem"/>.</exception>
    /// <exception cref="SecretException">There is no key to seal it under.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<SecretSetting> SetAsync(
        TenantId tenant, string name, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        if ((VariableName.SecretProblem(name) ?? SecretValue.Problem(utf8.Span)) is { } problem)
            throw new ArgumentException(problem);
        SecretKey key = await FindOrMakeKeyAsync(cancellationToken);
        string place = SecretPlaces.Of(tenant, name);
        IReadOnlyList<KeyValueItem> theirs =
            await _store.ListAsync(SecretPlaces.PrefixOf(tenant), cancellationToken);
        bool replaced = theirs.Any(item => item.Key == place);
        if (!replaced && theirs.Count >= MaxSecrets) return new SecretSetting.TooMany(MaxSecrets);
        DateTimeOffset setAt = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        byte[] document = SealedSecret.Seal(key, tenant, name, setAt, utf8.Span);
        await _store.PutAsync(place, document, null, cancellationToken);
        _live.Forget(tenant);
        return new SecretSetting.Stored(new SecretEntry(name, setAt), replaced);
    }

    /// <summary>A tenant's secrets in ordinal order of their names.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<IReadOnlyList<SecretEntry>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        string prefix = SecretPlaces.PrefixOf(tenant);
        return [.. (await _store.ListAsync(prefix, cancellationToken)).Select(item => new SecretEntry(
            item.Key[prefix.Length..], SealedSecret.SetAt(item.Value.Span) ?? DateTimeOffset.UnixEpoch))];
    }

    /// <summary>Removes a secret; false where there is none.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<bool> RemoveAsync(TenantId tenant, string name, CancellationToken cancellationToken)
    {
        bool removed = await _store.DeleteAsync(SecretPlaces.Of(tenant, name), null, cancellationToken);
        _live.Forget(tenant);
        return removed;
    }

    /// <summary>
    /// A key is made only where no secret is: one made beside secrets would be in the way of the key that they need.
    /// </summary>
    private async Task<SecretKey> FindOrMakeKeyAsync(CancellationToken cancellationToken)
    {
        if (_keyring.Find() is { } key) return key;
        if ((await _store.ListAsync(SecretPlaces.All, cancellationToken)).Count == 0) return _keyring.FindOrMake();
        throw new SecretException(
            $"There are secrets, and the server has no key to them: restore '{SecretKeyring.FileName}' in its data "
            + "folder, or give it the key in JOBICO_SECRETS_KEY. If the key is lost, remove all secrets first, and set "
            + "them again.");
    }
}
