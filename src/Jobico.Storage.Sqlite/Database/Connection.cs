using SQLitePCL;

namespace Jobico.Storage.Sqlite.Database;

/// <summary>One connection to a database file, for one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly sqlite3 _database;
    private readonly List<Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 database, string path)
    {
        _database = database;
        Path = path;
    }

    /// <summary>The file.</summary>
    internal string Path { get; }

    /// <summary>How many rows the last statement changed.</summary>
    internal int Changes => raw.sqlite3_changes(_database);

    /// <summary>Whether no transaction is open.</summary>
    internal bool IsAutocommit => raw.sqlite3_get_autocommit(_database) != 0;

    /// <summary>Opens or creates the file for reading and writing.</summary>
    internal static Connection OpenWriter(string path) =>
        Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens the file for reading only.</summary>
    internal static Connection OpenReader(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    internal Statement Prepare(string sql)
    {
        int code = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt statement);
        if (code != raw.SQLITE_OK)
            throw Fault(code, sql);
        var prepared = new Statement(_database, statement, sql);
        _statements.Add(prepared);
        return prepared;
    }

    /// <summary>Runs any number of statements once, passing over their rows.</summary>
    internal void Run(string sql)
    {
        int code = raw.sqlite3_exec(_database, sql);
        if (code != raw.SQLITE_OK)
            throw Fault(code, sql);
    }

    /// <summary>The first column of the first row of a statement that has one.</summary>
    internal long Scalar(string sql)
    {
        int code = raw.sqlite3_prepare_v2(_database, sql, out sqlite3_stmt statement);
        if (code != raw.SQLITE_OK)
            throw Fault(code, sql);
        using var once = new Statement(_database, statement, sql);
        return once.Step() ? once.Int64(0) : throw new InvalidOperationException($"No row: {sql}");
    }

    /// <summary>Copies what the write-ahead log holds into the file and empties the log, if no reader is in the way.
    /// </summary>
    internal void Checkpoint() => raw.sqlite3_wal_checkpoint_v2(
        _database, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);

    public void Dispose()
    {
        foreach (Statement statement in _statements)
        {
            statement.Dispose();
        }
        _database.Dispose();
    }

    private static Connection Open(string path, int flags)
    {
        // One thread at a time is this class's own rule, so SQLite's mutex would only cost.
        int code = raw.sqlite3_open_v2(path, out sqlite3 database, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(database, path);
        if (code == raw.SQLITE_OK)
        {
            raw.sqlite3_busy_timeout(database, BusyTimeoutMilliseconds);
            return connection;
        }
        DatabaseException fault = connection.Fault(code, $"opening '{path}'");
        connection.Dispose();
        throw fault;
    }

    private DatabaseException Fault(int code, string sql) => new(
        raw.sqlite3_extended_errcode(_database),
        $"{raw.sqlite3_errmsg(_database).utf8_to_string()} (SQLite {code}) in: {sql}");
}
