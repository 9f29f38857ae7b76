namespace Jobico.Storage.Sqlite.Database;

/// <summary>Turns faults of SQLite and of the file system into the seam's own.</summary>
internal static class StorageFaults
{
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>SQLITE_IOERR_SHMSIZE: the index of the write-ahead log could not grow, for which there is one cause.
    /// </summary>
    private const int NoRoomForIndex = 10 | (19 << 8);

    /// <summary>ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL of Windows, as .NET reports them.</summary>
    private static readonly int[] NoRoom = [28, 122, 69, unchecked((int)0x80070070)];

    /// <summary>The seam's fault for whatever was thrown; what is no fault of the environment stays as it is.</summary>
    internal static Exception From(Exception cause, string path) => cause switch
    {
        StorageException => cause,
        DatabaseException e => FromSqlite(e, path),
        IOException e when NoRoom.Contains(e.HResult) => new StorageFullException(
            $"There is no room left to write '{path}'. Free space on its disk; nothing needs a restart.", e),
        UnauthorizedAccessException => new StorageUnusableException(
            $"This user may not read and write '{path}'. Give it the right, or name another data folder.", cause),
        IOException => new StorageUnavailableException($"'{path}' can't be used now: {cause.Message}", cause),
        _ => cause,
    };

    /// <summary>The store on disk contradicts itself.</summary>
    internal static StorageUnusableException Damaged(string path, string what) =>
        new($"'{path}' is damaged: {what}. Stop the server and restore the data folder from a backup.");

    /// <summary>A call after the engine began to close.</summary>
    internal static StorageUnavailableException Closed() =>
        new("The storage engine is closing: it takes no more calls.");

    private static Exception FromSqlite(DatabaseException e, string path) => e.PrimaryCode switch
    {
        Full or IoError when e.Code == NoRoomForIndex || e.PrimaryCode == Full => new StorageFullException(
            $"There is no room left to write '{path}'. Free space on its disk; nothing needs a restart.", e),
        IoError or Busy or Locked or NoMemory or CantOpen => new StorageUnavailableException(
            $"'{path}' can't be read or written now ({e.Message}). Check its disk.", e),
        Perm or ReadOnly => new StorageUnusableException(
            $"This user may not write '{path}' ({e.Message}). Give it the right, or name another data folder.", e),
        Corrupt or NotADatabase => Damaged(path, e.Message),
        _ => e,
    };
}
