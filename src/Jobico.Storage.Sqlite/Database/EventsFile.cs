namespace Jobico.Storage.Sqlite.Database;

/// <summary>
/// The file <c>events.db</c>: events and executions. An event's row is written once; small side tables say what state
/// it is in, and an event that is in none of them is done. Being leased is a matter of memory: this process has the
/// file for itself, so when it dies all its leases are void at once.
/// </summary>
internal static class EventsFile
{
    /// <summary>The number in the file's header that says whose it is: "JOBI".</summary>
    internal const long ApplicationId = 0x4A4F4249;

    /// <summary>The format that this program writes and the newest that it reads.</summary>
    internal const long Format = 1;

    /// <remarks>
    /// <c>number</c>, <c>place</c> and <c>seq</c> come from one counter that never goes back. A fresh event's place in
    /// its queue is its own number; one that becomes ready again (retried or redriven) gets a new place at the end.
    /// Times are milliseconds since 1970 in UTC. <c>queue.ready</c> counts the leased ones too.
    /// </remarks>
    private const string Schema =
        """
        CREATE TABLE store(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            nonce INTEGER NOT NULL,
            number INTEGER NOT NULL,
            accepted_at INTEGER NOT NULL,
            position INTEGER NOT NULL) STRICT;
        CREATE TABLE queue(
            id INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            name TEXT NOT NULL,
            ready INTEGER NOT NULL,
            waiting INTEGER NOT NULL,
            dead INTEGER NOT NULL) STRICT;
        CREATE TABLE route(
            id INTEGER PRIMARY KEY,
            queue INTEGER NOT NULL,
            job TEXT NOT NULL,
            event TEXT NOT NULL) STRICT;
        CREATE TABLE module(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;
        CREATE TABLE event(
            seq INTEGER PRIMARY KEY,
            accepted_at INTEGER NOT NULL,
            route INTEGER NOT NULL,
            parent BLOB,
            depth INTEGER NOT NULL,
            data BLOB NOT NULL) STRICT;
        CREATE TABLE ready(
            queue INTEGER NOT NULL,
            place INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            PRIMARY KEY(queue, place)) STRICT, WITHOUT ROWID;
        CREATE TABLE waiting(
            due_at INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            queue INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            PRIMARY KEY(due_at, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE dead(
            tenant TEXT NOT NULL,
            seq INTEGER NOT NULL,
            queue INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            died_at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY(tenant, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX dead_by_queue ON dead(queue, seq);
        CREATE TABLE execution(
            position INTEGER PRIMARY KEY,
            seq INTEGER NOT NULL,
            route INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            detail BLOB NOT NULL) STRICT;
        """;

    /// <summary>Opens the file, or makes a new one, for the one writer.</summary>
    /// <exception cref="StorageException">It is another program's, of a newer version, damaged or out of reach.
    /// </exception>
    internal static Connection OpenWriter(string path, SqliteStorageOptions options)
    {
        Connection? connection = null;
        try
        {
            connection = Connection.OpenWriter(path);
            connection.Run($"PRAGMA page_size={options.PageSizeBytes}");
            Recognise(connection);
            connection.Run(
                "PRAGMA journal_mode=WAL;"
                + $"PRAGMA synchronous={(options.Durability == SqliteDurability.Full ? "FULL" : "NORMAL")};"
                + $"PRAGMA wal_autocheckpoint={options.CheckpointBytes / options.PageSizeBytes};"
                + $"PRAGMA journal_size_limit={2L * options.CheckpointBytes};"
                + $"PRAGMA cache_size=-{options.WriterCacheBytes / 1024};"
                + "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;");
            return connection;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (StorageFaults.From(e, path) is StorageException fault)
                throw fault;
            throw;
        }
    }

    private static void Recognise(Connection connection)
    {
        long application = connection.Scalar("PRAGMA application_id");
        long format = connection.Scalar("PRAGMA user_version");
        if (application == 0 && format == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            connection.Run(
                $"BEGIN IMMEDIATE; {Schema}"
                // The nonce sets the ids of this store apart from those of any other.
                + $"INSERT INTO store VALUES(1, {(uint)Random.Shared.NextInt64(1L << 32)}, 0, 0, 0);"
                + $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}; COMMIT");
            return;
        }
        if (application != ApplicationId)
        {
            throw new StorageUnusableException(
                $"'{connection.Path}' is a database of another program. Name another data folder.");
        }
        if (format > Format)
        {
            throw new StorageUnusableException(
                $"'{connection.Path}' has format {format}, and this program reads formats up to {Format}: a newer "
                + "version wrote it. Use that version, or name another data folder.");
        }
    }
}
