using Jobico.Model;

namespace Jobico.Catalog;

/// <summary>A file of a tenant's repository: a name for a content.</summary>
public sealed record RepositoryFile
{
    /// <summary>Whose file it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The name by which definitions refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required RepositoryFileKind Kind { get; init; }

    /// <summary>The content's SHA-256 in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The content's size.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>When this content got this name.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The module's ABI in words; null for a schema.</summary>
    public string? Abi { get; init; }
}
