using System.Collections.Concurrent;
using System.Text.Json;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Storage;
using Jobico.Storage.KeyValue;
using Microsoft.Extensions.Logging;

namespace Jobico.Catalog;

/// <summary>
/// All tenants' live definitions, following the change feed. Reading takes no lock and no I/O; a change replaces the
/// tenant's <see cref="TenantCatalog"/> whole.
/// </summary>
public sealed partial class LiveCatalog : IAsyncDisposable
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(250);

    private readonly IKeyValueStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveCatalog> _logger;
    private readonly ConcurrentDictionary<TenantId, TenantCatalog> _tenants = new();
    private readonly TaskCompletionSource _current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private Task _following = Task.CompletedTask;

    /// <summary>Makes it; <see cref="StartAsync"/> fills it.</summary>
    public LiveCatalog(IStorageEngine engine, TimeProvider time, ILogger<LiveCatalog> logger)
    {
        _store = engine.KeyValue;
        _time = time;
        _logger = logger;
    }

    /// <summary>Raised after a tenant's definitions changed, on the thread that follows the feed: be quick.</summary>
    public event Action<TenantCatalog>? Changed;

    /// <summary>The tenant's live definitions; null for a tenant that never had any.</summary>
    public TenantCatalog? Find(TenantId tenant) => _tenants.GetValueOrDefault(tenant);

    /// <summary>The live event, or null.</summary>
    public EventBinding? FindEvent(TenantId tenant, string id) =>
        _tenants.TryGetValue(tenant, out TenantCatalog? catalog) ? catalog.FindEvent(id) : null;

    /// <summary>Waits until this view shows a version of a job, or a later one.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="job">The job.</param>
    /// <param name="number">The version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitForAsync(TenantId tenant, string job, int number, CancellationToken cancellationToken)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed += Look;
        try
        {
            if (Find(tenant) is { } now) Look(now);
            await shown.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Changed -= Look;
        }

        void Look(TenantCatalog catalog)
        {
            bool isShown = catalog.Tenant == tenant
                && catalog.Jobs.TryGetValue(job, out JobVersion? live)
                && live.Number >= number;
            if (isShown) shown.TrySetResult();
        }
    }

    /// <summary>Begins to follow the feed, and returns once everything that is stored has been read.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _following = Task.Run(() => FollowAsync(_stop.Token), CancellationToken.None);
        await _current.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowJobsAsync(stop);
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

    private async Task FollowJobsAsync(CancellationToken stop)
    {
        // Until the feed has caught up, versions are collected and bound once for each tenant, not once for each job.
        Dictionary<string, JobVersion>? initial = new(StringComparer.Ordinal);
        await foreach (KeyValueChange change in _store.WatchAsync(CatalogKeys.LiveJobs, stop))
        {
            switch (change)
            {
                case KeyValueChange.Put(var item):
                    if (Read(item) is not { } version) break;
                    if (initial is not null) initial[item.Key] = version;
                    else Publish(CatalogOf(version.Tenant).With(version));
                    break;
                case KeyValueChange.Deleted(var key, _):
                    if (initial is not null) initial.Remove(key);
                    else Remove(key);
                    break;
                case KeyValueChange.Current when initial is not null:
                    Replace(initial.Values);
                    initial = null;
                    _current.TrySetResult();
                    break;
                case KeyValueChange.Reset:
                    initial = new Dictionary<string, JobVersion>(StringComparer.Ordinal);
                    break;
                default:
                    break;
            }
        }
    }

    private void Replace(IEnumerable<JobVersion> versions)
    {
        HashSet<TenantId> gone = [.. _tenants.Keys];
        foreach (IGrouping<TenantId, JobVersion> group in versions.GroupBy(version => version.Tenant))
        {
            gone.Remove(group.Key);
            Publish(TenantCatalog.Of(group.Key, group));
        }
        foreach (TenantId tenant in gone) Publish(TenantCatalog.Empty(tenant));
    }

    private void Remove(string key)
    {
        int tenantEnd = key.IndexOf('/', CatalogKeys.LiveJobs.Length);
        TenantId tenant = TenantId.Parse(key[CatalogKeys.LiveJobs.Length..tenantEnd]);
        Publish(CatalogOf(tenant).Without(key[(tenantEnd + 1)..]));
    }

    private void Publish(TenantCatalog catalog)
    {
        _tenants[catalog.Tenant] = catalog;
        Changed?.Invoke(catalog);
    }

    private TenantCatalog CatalogOf(TenantId tenant) =>
        _tenants.TryGetValue(tenant, out TenantCatalog? catalog) ? catalog : TenantCatalog.Empty(tenant);

    /// <summary>A document that can't be read must not take all other jobs down with it.</summary>
    private JobVersion? Read(KeyValueItem item)
    {
        try
        {
            return CatalogJson.ReadVersion(item.Value);
        }
        catch (JsonException damage)
        {
            VersionUnreadable(item.Key, damage);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The feed of definitions broke and is taken up again.")]
    private partial void FeedBroke(Exception fault);

    [LoggerMessage(2, LogLevel.Error,
        "The live version at '{Key}' can't be read, so the job is not live: deploy it again.")]
    private partial void VersionUnreadable(string key, Exception damage);
}
