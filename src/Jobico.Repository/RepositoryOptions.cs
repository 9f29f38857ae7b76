namespace Jobico.Repository;

/// <summary>What may be uploaded.</summary>
public sealed record RepositoryOptions
{
    /// <summary>The largest module in bytes. Default 64 MiB.</summary>
    public int MaxModuleBytes { get; init; } = 64 << 20;

    /// <summary>The largest schema in bytes. Default 1 MiB.</summary>
    public int MaxSchemaBytes { get; init; } = 1 << 20;
}
