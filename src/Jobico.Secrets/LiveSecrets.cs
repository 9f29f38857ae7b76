using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Storage;
using Jobico.Storage.KeyValue;
using Microsoft.Extensions.Logging;

namespace Jobico.Secrets;

/// <summary>
/// Secrets as runs get them: opened once for each runtime that names some, kept in memory, and forgotten when one of
/// the tenant's changes, on this node or, by the change feed, on another.
/// </summary>
public sealed partial class LiveSecrets : IAsyncDisposable
{
    /// <summary>How many characters of opened secrets are kept at the most before all are let go.</summary>
    private const long MaxHeldCharacters = 32 << 20;

    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(250);

    private readonly IKeyValueStore _store;
    private readonly SecretKeyring _keyring;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveSecrets> _logger;
    private readonly ConcurrentDictionary<TenantId, Opened> _tenants = new();
    private readonly TaskCompletionSource _current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private Task _following = Task.CompletedTask;
    private long _heldCharacters;

    /// <summary>Makes it; what another node changes is heard from <see cref="StartAsync"/> on.</summary>
    public LiveSecrets(
        IStorageEngine engine, SecretKeyring keyring, TimeProvider time, ILogger<LiveSecrets> logger)
    {
        _store = engine.KeyValue;
        _keyring = keyring;
        _time = time;
        _logger = logger;
    }

    /// <summary>Begins to follow the feed, and returns once it is up to date.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(() => FollowAsync(_stop.Token), CancellationToken.None);
        await _current.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// The secrets that a runtime names, by name; those that are not set are not there. Without waiting and without an
    /// allocation where it names none, or was asked for before.
    /// </summary>
    /// <exception cref="SecretException">One can't be opened.</exception>
    /// <exception cref="StorageException">They can't be read.</exception>
    public ValueTask<IReadOnlyDictionary<string, string>> GetAsync(
        TenantId tenant, RuntimeDefinition runtime, CancellationToken cancellationToken)
    {
        if (runtime.Secrets.IsEmpty) return new(ReadOnlyDictionary<string, string>.Empty);
        // What is read from now on goes into this and nothing else: if it is forgotten while it is read, what was read
        // serves this run, which began before the change, and no other.
        Opened opened = _tenants.GetOrAdd(tenant, static _ => new Opened());
        return opened.ByRuntime.TryGetValue(runtime, out IReadOnlyDictionary<string, string>? values)
            ? new(values)
            : new(OpenAsync(tenant, runtime, opened, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    /// <summary>Lets go of a tenant's opened secrets, because one has changed.</summary>
    internal void Forget(TenantId tenant) => _tenants.TryRemove(tenant, out _);

    private async Task<IReadOnlyDictionary<string, string>> OpenAsync(
        TenantId tenant, RuntimeDefinition runtime, Opened opened, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in runtime.Secrets)
        {
            if (await _store.GetAsync(SecretPlaces.Of(tenant, name), cancellationToken) is not { } item) continue;
            SecretKey key = _keyring.Find() ?? throw new SecretException(
                $"The secret '{name}' of tenant '{tenant}' can't be opened, because the server has no key: restore "
                + $"'{SecretKeyring.FileName}' in its data folder, or give it the key in JOBICO_SECRETS_KEY.");
            values[name] = SealedSecret.Open(key, tenant, name, item.Value.Span);
        }
        Hold(values.Sum(value => (long)value.Value.Length));
        opened.ByRuntime.AddOrUpdate(runtime, values);
        return values;
    }

    private void Hold(long characters)
    {
        if (Interlocked.Add(ref _heldCharacters, characters) <= MaxHeldCharacters) return;
        Interlocked.Exchange(ref _heldCharacters, characters);
        _tenants.Clear();
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowSecretsAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException fault)
            {
                FeedBroke(fault);
                await Task.Delay(RestartDelay, _time, CancellationToken.None);
            }
        }
    }

    private async Task FollowSecretsAsync(CancellationToken stop)
    {
        await foreach (KeyValueChange change in _store.WatchAsync(SecretPlaces.All, stop))
        {
            switch (change)
            {
                case KeyValueChange.Put(var item) when SecretPlaces.TenantOf(item.Key) is { } tenant:
                    Forget(tenant);
                    break;
                case KeyValueChange.Deleted(var key, _) when SecretPlaces.TenantOf(key) is { } tenant:
                    Forget(tenant);
                    break;
                case KeyValueChange.Reset:
                    // What was removed meanwhile is told by nobody.
                    _tenants.Clear();
                    break;
                case KeyValueChange.Current:
                    _tenants.Clear();
                    _current.TrySetResult();
                    break;
                default:
                    break;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The feed of secrets broke and is taken up again.")]
    private partial void FeedBroke(Exception fault);

    /// <summary>A tenant's secrets, opened; forgotten as a whole. A runtime that is no longer live goes by itself.
    /// </summary>
    private sealed class Opened
    {
        public ConditionalWeakTable<RuntimeDefinition, IReadOnlyDictionary<string, string>> ByRuntime { get; } = [];
    }
}
