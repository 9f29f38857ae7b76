using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>Turns faults of SQLite and of the file system into the store's own.</summary>
internal static class StoreFaults
{
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int CorruptFile = 11;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int NotADatabase = 26;

    internal static bool IsDeviceError(SqliteException e) => e.SqliteErrorCode == IoError;

    /// <summary>The fault that <paramref name="e"/> stands for; an error that only our own SQL can cause comes back
    /// as it is.</summary>
    internal static Exception From(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Busy or Locked => InUse(path, e),
        Full => new KeyValueStoreException(
            KeyValueFault.DiskFull, true,
            $"The disk that holds the store '{path}' is full. Nothing was changed. Free some space and try again.", e),
        CorruptFile => Corrupt(path, e.Message, e),
        NotADatabase => NotAStore(path, e),
        Perm or ReadOnly or CantOpen => new KeyValueStoreException(
            KeyValueFault.Unavailable, false,
            $"The store '{path}' can't be opened or written ({e.Message}). Check that its folder exists and that this "
            + "user may write the file and its folder.", e),
        IoError or NoMemory => Device(path, e),
        _ => e,
    };

    internal static KeyValueStoreException InUse(string path, Exception? inner) => new(
        KeyValueFault.InUse, true,
        $"The store '{path}' is in use by another process or another instance. Stop that one, or open another path.",
        inner);

    internal static KeyValueStoreException Corrupt(string path, string what, Exception? inner = null) => new(
        KeyValueFault.Corrupt, false,
        $"The store '{path}' is damaged ({what}). Move it aside together with its -wal file, and restore a backup.",
        inner);

    internal static KeyValueStoreException NotAStore(string path, Exception? inner = null) => new(
        KeyValueFault.NotAStore, false,
        $"The file '{path}' is not a key/value store, or its header is damaged. Check the path, or restore a backup.",
        inner);

    internal static KeyValueStoreException NewerFormat(string path, long found, long known) => new(
        KeyValueFault.NewerFormat, false,
        $"The store '{path}' has format {found}, and this program knows formats up to {known}. Run the newer program.");

    internal static KeyValueStoreException Device(string path, Exception inner) => new(
        KeyValueFault.Unavailable, true,
        $"The store '{path}' could not be read or written ({inner.Message}). Check the disk, then open it again.",
        inner);

    internal static KeyValueStoreException NoAccess(string path, Exception inner) => new(
        KeyValueFault.Unavailable, false,
        $"The store '{path}' can't be opened ({inner.Message}). Check that its folder exists and that this user may "
        + "write there.", inner);
}
