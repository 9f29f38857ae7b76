using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Files;
using Jobico.Storage;
using Jobico.Storage.KeyValue;

namespace Jobico.Repository;

/// <summary>Stores a content and gives it a name in a tenant's repository.</summary>
public sealed class FileStore(IStorageEngine engine, TimeProvider time)
{
    /// <summary>
    /// Stores a checked file; what the name stood for before stays pinned by the versions that use it.
    /// </summary>
    /// <returns>The file, and whether it was there already with this content.</returns>
    public async Task<(RepositoryFile File, bool Unchanged)> PutAsync(
        TenantId tenant,
        RepositoryFileName name,
        RepositoryFileKind kind,
        string? abi,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken)
    {
        // The content first: a name that points at nothing must not exist, not even after a crash.
        string sha256 = await engine.Blobs.PutAsync(content, cancellationToken);
        string key = CatalogKeys.File(tenant, name.Value);
        KeyValueItem? present = await engine.KeyValue.GetAsync(key, cancellationToken);
        if (present is not null && CatalogJson.ReadFile(present.Value) is { } before
            && before.Sha256 == sha256 && before.Kind == kind)
        {
            return (before, true);
        }
        var file = new RepositoryFile
        {
            Tenant = tenant,
            Name = name.Value,
            Kind = kind,
            Sha256 = sha256,
            SizeBytes = content.Length,
            UploadedAt = time.GetUtcNow(),
            Abi = abi,
        };
        // Two uploads of one name at the same moment: the later one wins, as if it had come later.
        await engine.KeyValue.PutAsync(key, CatalogJson.Write(file), null, cancellationToken);
        return (file, false);
    }

    /// <summary>A tenant's files in the order of their names.</summary>
    public async Task<IReadOnlyList<RepositoryFile>> ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        [.. (await engine.KeyValue.ListAsync(CatalogKeys.FilesOf(tenant), cancellationToken))
            .Select(item => CatalogJson.ReadFile(item.Value))];
}
