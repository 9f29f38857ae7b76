using System.Collections.Immutable;
using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Secrets;
using Jobico.Storage;
using Jobico.Storage.KeyValue;

namespace Jobico.Control;

/// <summary>
/// Deploys, redeploys and rolls back: reads, checks everything, and only then switches. What is live for a job is one
/// document, written by one put that fails if someone else switched meanwhile, so that there is never half a version.
/// </summary>
public sealed class Deployments : IDisposable
{
    private readonly IKeyValueStore _store;
    private readonly LiveCatalog _catalog;
    private readonly FileResolver _files;
    private readonly SchemaChanges _changes;
    private readonly SecretStore _secrets;
    private readonly TimeProvider _time;

    /// <summary>One deploy at a time on this node, so that two jobs can't both take one event id.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes it.</summary>
    public Deployments(
        IStorageEngine engine, LiveCatalog catalog, SecretStore secrets, WasmEngine wasm, TimeProvider time)
    {
        _secrets = secrets;
        _catalog = catalog;
        _store = engine.KeyValue;
        _files = new FileResolver(engine, wasm);
        _changes = new SchemaChanges(engine);
        _time = time;
    }

    /// <summary>Deploys or redeploys.</summary>
    public async Task<DeployResult> DeployAsync(DeployRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await DeployInTurnAsync(request, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes a new version with the contents of an old one.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="job">The job.</param>
    /// <param name="number">The old version; null for the one whose contents were live before the live ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DeployResult> RollbackAsync(
        TenantId tenant, string job, int? number, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RollbackInTurnAsync(tenant, job, number, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The live version, or null.</summary>
    public async Task<JobVersion?> FindLiveAsync(TenantId tenant, string job, CancellationToken cancellationToken) =>
        await ReadAsync(CatalogKeys.Live(tenant, job), cancellationToken) is { } live ? live.Version : null;

    /// <summary>The live versions of a tenant, by job id.</summary>
    public async Task<IReadOnlyList<JobVersion>> ListLiveAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await ListAsync(CatalogKeys.LiveOf(tenant), cancellationToken);

    /// <summary>All versions of a job up to the live one, newest first; empty when there is no such job.</summary>
    public async Task<IReadOnlyList<JobVersion>> ListVersionsAsync(
        TenantId tenant, string job, CancellationToken cancellationToken)
    {
        if (await FindLiveAsync(tenant, job, cancellationToken) is not { } live) return [];
        IReadOnlyList<JobVersion> versions = await ListAsync(CatalogKeys.VersionsOf(tenant, job), cancellationToken);
        // A crash between the two puts of a deploy leaves a version that never was live; its number is given anew.
        return [.. versions.Where(version => version.Number <= live.Number).Reverse()];
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<DeployResult> DeployInTurnAsync(DeployRequest request, CancellationToken cancellationToken)
    {
        string source = request.Source ?? "";
        if (request.Source is null)
        {
            TenantId of = request.Tenant ?? TenantId.Default;
            if (request.Job is null || await FindLiveAsync(of, request.Job, cancellationToken) is not { } current)
            {
                return NoSuchJob(of, request.Job ?? "");
            }
            source = current.Source;
        }
        DefinitionReading reading = DefinitionReader.Read(source, request.Job);
        if (reading.Definition is not { } definition) return new DeployResult.Invalid(reading.Problems);
        TenantId tenant = request.Tenant ?? definition.Tenant ?? TenantId.Default;
        Live? live = await ReadAsync(CatalogKeys.Live(tenant, definition.Id), cancellationToken);
        if (request.MustExist && request.Job is { } wanted && definition.Id != wanted)
        {
            return new DeployResult.Invalid([.. reading.Problems, new DefinitionProblem(
                ProblemSeverity.Error, "id", 0, 0,
                $"The definition is of job '{definition.Id}', and job '{wanted}' was to be redeployed.")]);
        }
        if (request.MustExist && live is null) return NoSuchJob(tenant, definition.Id);
        FileResolution files = await _files.ResolveAsync(tenant, definition, cancellationToken);
        IReadOnlyList<JobVersion> others = await ListOthersAsync(tenant, definition.Id, cancellationToken);
        ImmutableArray<DefinitionProblem> problems =
        [
            .. reading.Problems,
            .. files.Problems,
            .. Conflicts.Of(definition, others),
            .. Grants.UnknownEvents(definition, others),
            .. await MissingSecretsAsync(tenant, definition, cancellationToken),
        ];
        if (problems.Any(problem => problem.Severity == ProblemSeverity.Error)) return new DeployResult.Unfit(problems);
        ImmutableSortedDictionary<string, FilePin> pins =
            files.Pins.ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (live is not null && live.Version.Source == source && live.Version.Files.SequenceEqual(pins))
        {
            return new DeployResult.Deployed(live.Version, true, problems);
        }
        if (live is not null)
        {
            problems =
            [
                .. problems,
                .. Grants.WithdrawnEvents(live.Version.Definition, definition, others),
                .. await _changes.WarningsAsync(live.Version, definition, pins, cancellationToken),
            ];
        }
        return await SwitchAsync(live, new JobVersion
        {
            Tenant = tenant,
            Number = NumberAfter(live),
            DeployedAt = _time.GetUtcNow(),
            Definition = definition,
            Source = source,
            Files = pins,
        }, problems, cancellationToken);
    }

    private async Task<DeployResult> RollbackInTurnAsync(
        TenantId tenant, string job, int? number, CancellationToken cancellationToken)
    {
        if (await ReadAsync(CatalogKeys.Live(tenant, job), cancellationToken) is not { } live)
        {
            return NoSuchJob(tenant, job);
        }
        int wanted = number ?? PreviousOf(live.Version);
        JobVersion? old = wanted >= 1 && wanted <= live.Version.Number
            ? (await ReadAsync(CatalogKeys.Version(tenant, job, wanted), cancellationToken))?.Version
            : null;
        if (old is null)
        {
            return new DeployResult.NotFound(number is null
                ? $"Job '{job}' of tenant '{tenant}' has no version before {live.Version.Number}, which is live."
                : $"Job '{job}' of tenant '{tenant}' has no version {wanted}: it has 1 to {live.Version.Number}.");
        }
        if (old.Source == live.Version.Source && old.Files.SequenceEqual(live.Version.Files))
        {
            return new DeployResult.Deployed(live.Version, true, []);
        }
        IReadOnlyList<JobVersion> others = await ListOthersAsync(tenant, job, cancellationToken);
        ImmutableArray<DefinitionProblem> conflicts =
            [.. Conflicts.Of(old.Definition, others), .. Grants.UnknownEvents(old.Definition, others)];
        if (conflicts.Length > 0) return new DeployResult.Unfit(conflicts);
        return await SwitchAsync(
            live,
            old with { Number = NumberAfter(live), DeployedAt = _time.GetUtcNow(), RollbackTo = old.Number },
            [
                .. await MissingSecretsAsync(tenant, old.Definition, cancellationToken),
                .. Grants.WithdrawnEvents(live.Version.Definition, old.Definition, others),
                .. await _changes.WarningsAsync(live.Version, old.Definition, old.Files, cancellationToken),
            ],
            cancellationToken);
    }

    /// <summary>
    /// The history first, then what is live: a crash in between leaves a version that never was live, which the next
    /// deploy overwrites because it takes the same number.
    /// </summary>
    private async Task<DeployResult> SwitchAsync(
        Live? live, JobVersion version, ImmutableArray<DefinitionProblem> warnings, CancellationToken cancellationToken)
    {
        string job = version.Definition.Id;
        byte[] document = CatalogJson.Write(version);
        await _store.PutAsync(
            CatalogKeys.Version(version.Tenant, job, version.Number), document, null, cancellationToken);
        PutResult put = await _store.PutAsync(
            CatalogKeys.Live(version.Tenant, job), document, live?.Revision ?? 0, cancellationToken);
        if (put is not PutResult.Written)
        {
            return new DeployResult.Overtaken(
                $"Job '{job}' of tenant '{version.Tenant}' was deployed by someone else at the same moment: "
                + "look at what is live now, and deploy again if it should be yours.");
        }
        // Whoever is told that it is deployed may post at once.
        await _catalog.WaitForAsync(version.Tenant, job, version.Number, cancellationToken);
        return new DeployResult.Deployed(version, false, warnings);
    }

    private async Task<IReadOnlyList<JobVersion>> ListOthersAsync(
        TenantId tenant, string job, CancellationToken cancellationToken) =>
        [.. (await ListLiveAsync(tenant, cancellationToken)).Where(other => other.Definition.Id != job)];

    private async Task<IEnumerable<DefinitionProblem>> MissingSecretsAsync(
        TenantId tenant, JobDefinition definition, CancellationToken cancellationToken) =>
        definition.Runtimes.All(runtime => runtime.Secrets.IsEmpty)
            ? []
            : Grants.MissingSecrets(tenant, definition, await _secrets.ListAsync(tenant, cancellationToken));

    private static int NumberAfter(Live? live) => (live?.Version.Number ?? 0) + 1;

    /// <summary>Rolling back twice goes two versions back, not back and forth.</summary>
    private static int PreviousOf(JobVersion live) => (live.RollbackTo ?? live.Number) - 1;

    private static DeployResult.NotFound NoSuchJob(TenantId tenant, string job) => new(
        $"Tenant '{tenant}' has no job '{job}': deploy it first, or check the tenant.");

    private async Task<Live?> ReadAsync(string key, CancellationToken cancellationToken) =>
        await _store.GetAsync(key, cancellationToken) is { } item
            ? new Live(CatalogJson.ReadVersion(item.Value), item.Revision)
            : null;

    private async Task<IReadOnlyList<JobVersion>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        [.. (await _store.ListAsync(prefix, cancellationToken)).Select(item => CatalogJson.ReadVersion(item.Value))];

    private sealed record Live(JobVersion Version, long Revision);
}
