namespace Goico.KeyValue;

/// <summary>The limits of one store. Checked when the store is opened.</summary>
public sealed record KeyValueOptions
{
    private const int MaxValueCeilingBytes = 512 * 1024 * 1024;

    /// <summary>How many of the latest changes a watcher can resume over. At least 1; the default is
    /// 100,000.</summary>
    public int HistoryChanges { get; init; } = 100_000;

    /// <summary>How many bytes of values those changes may hold together; the oldest go first. At least
    /// <see cref="MaxValueBytes"/>; the default is 1 GiB.</summary>
    public long HistoryBytes { get; init; } = 1L << 30;

    /// <summary>The largest value, in bytes, from 1 to 512 MiB; the default is 8 MiB.</summary>
    public int MaxValueBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many reads run at once; more wait. From 1 to 64; the default is 4.</summary>
    public int MaxConcurrentReads { get; init; } = 4;

    /// <summary>How long opening waits for another process to let go of the store. The default, zero, fails at
    /// once; a supervisor that starts the successor early may want some seconds. At most one hour.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.Zero;

    /// <summary>The most pages the database may have, or null for no limit: a full disk that tests can make.</summary>
    internal int? MaxPages { get; init; }

    internal void Validate()
    {
        Require(HistoryChanges >= 1, nameof(HistoryChanges), HistoryChanges, "must be at least 1");
        Require(
            MaxValueBytes is >= 1 and <= MaxValueCeilingBytes,
            nameof(MaxValueBytes), MaxValueBytes, $"must be from 1 to {MaxValueCeilingBytes}");
        // Else a single write could fall out of history before any watcher has seen it.
        Require(
            HistoryBytes >= MaxValueBytes,
            nameof(HistoryBytes), HistoryBytes, $"must be at least {nameof(MaxValueBytes)} ({MaxValueBytes})");
        Require(
            MaxConcurrentReads is >= 1 and <= 64,
            nameof(MaxConcurrentReads), MaxConcurrentReads, "must be from 1 to 64");
        Require(
            LockWait >= TimeSpan.Zero && LockWait <= TimeSpan.FromHours(1),
            nameof(LockWait), LockWait, "must be from 0 to 1 hour");
    }

    private static void Require(bool holds, string name, object value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{nameof(KeyValueOptions)}.{name} {rule}.");
        }
    }
}
