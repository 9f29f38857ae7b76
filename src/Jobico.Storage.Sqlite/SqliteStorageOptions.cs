namespace Jobico.Storage.Sqlite;

/// <summary>How the embedded engine works. Checked when it is opened.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>The folder that holds everything; made if it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>What a commit survives; <see cref="SqliteDurability.Full"/> unless said otherwise.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>How many operations wait for the writer at the most; more wait outside. At least 1; the default is
    /// 16,384.</summary>
    public int MaxQueuedOperations { get; init; } = 16_384;

    /// <summary>How many operations one commit takes at the most. At least 1; the default is 4,096.</summary>
    public int MaxBatchOperations { get; init; } = 4_096;

    /// <summary>How many bytes of data one commit takes before it takes no further operation. At least 1; the default
    /// is 8 MiB.</summary>
    public int MaxBatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many bytes of ready events are kept in memory, over all queues, so that leasing them reads nothing.
    /// A queue that is leased from may go over it by a page. The default is 64 MiB.</summary>
    public long ReadyMemoryBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many of the first bytes of a result are kept in its record. At least 0; the default is 64 KiB.
    /// </summary>
    public int MaxResultBytes { get; init; } = 64 * 1024;

    /// <summary>How far the write-ahead log grows before it is copied into the database. At least 1 MiB; the default is
    /// 16 MiB.</summary>
    public int CheckpointBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The writer's page cache in bytes. At least 1 MiB; the default is 64 MiB.</summary>
    public long WriterCacheBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many reads run at once; more wait. From 1 to 64; the default is 4.</summary>
    public int MaxConcurrentReads { get; init; } = 4;

    /// <summary>The page size of a new database in bytes.</summary>
    internal int PageSizeBytes { get; init; } = 4096;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(DataFolder);
        Require(MaxQueuedOperations >= 1, nameof(MaxQueuedOperations), MaxQueuedOperations, "must be at least 1");
        Require(MaxBatchOperations >= 1, nameof(MaxBatchOperations), MaxBatchOperations, "must be at least 1");
        Require(MaxBatchBytes >= 1, nameof(MaxBatchBytes), MaxBatchBytes, "must be at least 1");
        Require(ReadyMemoryBytes >= 0, nameof(ReadyMemoryBytes), ReadyMemoryBytes, "must be at least 0");
        Require(MaxResultBytes >= 0, nameof(MaxResultBytes), MaxResultBytes, "must be at least 0");
        Require(CheckpointBytes >= 1 << 20, nameof(CheckpointBytes), CheckpointBytes, "must be at least 1 MiB");
        Require(WriterCacheBytes >= 1 << 20, nameof(WriterCacheBytes), WriterCacheBytes, "must be at least 1 MiB");
        Require(
            MaxConcurrentReads is >= 1 and <= 64, nameof(MaxConcurrentReads), MaxConcurrentReads,
            "must be from 1 to 64");
    }

    private static void Require(bool holds, string name, object value, string rule)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(SqliteStorageOptions)}.{name} {rule}.");
    }
}
