using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>The SQL of the writer, prepared once.</summary>
internal sealed class WriteStatements : IDisposable
{
    private readonly string _path;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _value;
    private readonly SqliteCommand _insertChange;
    private readonly SqliteCommand _removeChange;
    private readonly SqliteCommand _setEntry;
    private readonly SqliteCommand _removeEntry;
    private readonly SqliteCommand _inspectChange;
    private readonly SqliteCommand _setHorizon;
    private readonly SqliteCommand _horizon;
    private readonly SqliteConnection _connection;

    internal WriteStatements(SqliteConnection connection, string path)
    {
        _connection = connection;
        _path = path;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _rollback = connection.Prepare("ROLLBACK");
        _find = connection.Prepare("SELECT revision FROM entry WHERE key = $k", ("$k", SqliteType.Blob));
        _value = connection.Prepare("SELECT value FROM change WHERE revision = $r", ("$r", SqliteType.Integer));
        _insertChange = connection.Prepare(
            "INSERT INTO change(revision, key, deleted, value) VALUES($r, $k, $d, $v)",
            ("$r", SqliteType.Integer), ("$k", SqliteType.Blob), ("$d", SqliteType.Integer), ("$v", SqliteType.Blob));
        _removeChange = connection.Prepare("DELETE FROM change WHERE revision = $r", ("$r", SqliteType.Integer));
        _setEntry = connection.Prepare(
            "INSERT INTO entry(key, revision) VALUES($k, $r) ON CONFLICT(key) DO UPDATE SET revision = $r",
            ("$k", SqliteType.Blob), ("$r", SqliteType.Integer));
        _removeEntry = connection.Prepare("DELETE FROM entry WHERE key = $k", ("$k", SqliteType.Blob));
        _inspectChange = connection.Prepare(
            """
            SELECT length(value), EXISTS(SELECT 1 FROM entry e WHERE e.key = c.key AND e.revision = c.revision)
            FROM change c WHERE c.revision = $r
            """,
            ("$r", SqliteType.Integer));
        _setHorizon = connection.Prepare(
            "UPDATE horizon SET revision = $r, oldest = $o, history_bytes = $b WHERE id = 1",
            ("$r", SqliteType.Integer), ("$o", SqliteType.Integer), ("$b", SqliteType.Integer));
        _horizon = connection.Prepare(Horizon.Select);
    }

    internal bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle!) == 0;

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _find.Dispose();
        _value.Dispose();
        _insertChange.Dispose();
        _removeChange.Dispose();
        _setEntry.Dispose();
        _removeEntry.Dispose();
        _inspectChange.Dispose();
        _setHorizon.Dispose();
        _horizon.Dispose();
    }

    internal void Begin() => _begin.ExecuteNonQuery();

    internal void Commit() => _commit.ExecuteNonQuery();

    internal void Rollback()
    {
        // SQLite rolls back by itself on some errors, a full disk among them.
        if (InTransaction)
        {
            _rollback.ExecuteNonQuery();
        }
    }

    internal Horizon ReadHorizon() => StoreFile.ReadHorizon(_horizon, _path);

    internal void SetHorizon(Horizon horizon)
    {
        _setHorizon.Parameters[0].Value = horizon.Revision;
        _setHorizon.Parameters[1].Value = horizon.Oldest;
        _setHorizon.Parameters[2].Value = horizon.HistoryBytes;
        _setHorizon.ExecuteNonQuery();
    }

    /// <summary>The revision of the key's entry, or 0 if there is none.</summary>
    internal long FindRevision(byte[] key)
    {
        _find.Parameters[0].Value = key;
        return _find.ExecuteScalar() is long revision ? revision : 0;
    }

    internal byte[] ReadValue(long revision)
    {
        _value.Parameters[0].Value = revision;
        return _value.ExecuteScalar() as byte[]
            ?? throw StoreFaults.Corrupt(_path, $"the value of revision {revision} is missing");
    }

    internal void InsertChange(long revision, byte[] key, byte[]? value)
    {
        _insertChange.Parameters[0].Value = revision;
        _insertChange.Parameters[1].Value = key;
        _insertChange.Parameters[2].Value = value is null ? 1L : 0L;
        _insertChange.Parameters[3].Value = value ?? [];
        _insertChange.ExecuteNonQuery();
        // Else the last value, perhaps megabytes, would be kept alive until the next write.
        _insertChange.Parameters[3].Value = DBNull.Value;
    }

    internal void RemoveChange(long revision)
    {
        _removeChange.Parameters[0].Value = revision;
        _removeChange.ExecuteNonQuery();
    }

    internal void SetEntry(byte[] key, long revision)
    {
        _setEntry.Parameters[0].Value = key;
        _setEntry.Parameters[1].Value = revision;
        _setEntry.ExecuteNonQuery();
    }

    internal void RemoveEntry(byte[] key)
    {
        _removeEntry.Parameters[0].Value = key;
        _removeEntry.ExecuteNonQuery();
    }

    internal (long Bytes, bool IsCurrent) InspectChange(long revision)
    {
        _inspectChange.Parameters[0].Value = revision;
        using SqliteDataReader row = _inspectChange.ExecuteReader();
        return row.Read()
            ? (row.GetInt64(0), row.GetBoolean(1))
            : throw StoreFaults.Corrupt(_path, $"revision {revision} is missing from history");
    }
}
