using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>One reading connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class Reader : IDisposable
{
    private const int PageRows = 256;
    private const int PageRevisions = 1024;
    private const int PageBytes = 1024 * 1024;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _end;
    private readonly SqliteCommand _horizon;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _range;
    private readonly SqliteCommand _changes;
    private readonly SqliteCommand _keys;
    private readonly SqliteCommand _usage;

    /// <param name="connection">The connection; the caller disposes of it if this throws.</param>
    /// <param name="path">The store's path, for messages.</param>
    internal Reader(SqliteConnection connection, string path)
    {
        _path = path;
        _connection = connection;
        _begin = _connection.Prepare("BEGIN");
        _end = _connection.Prepare("COMMIT");
        _horizon = _connection.Prepare(Horizon.Select);
        _get = _connection.Prepare(
            "SELECT e.revision, c.value FROM entry e LEFT JOIN change c ON c.revision = e.revision WHERE e.key = $k",
            ("$k", SqliteType.Blob));
        _range = _connection.Prepare(
            """
            SELECT e.revision, c.value, e.key FROM entry e LEFT JOIN change c ON c.revision = e.revision
            WHERE e.key >= $from AND e.key < $to ORDER BY e.key
            """,
            ("$from", SqliteType.Blob), ("$to", SqliteType.Blob));
        _changes = _connection.Prepare(
            """
            SELECT revision, value, key, deleted FROM change
            WHERE revision > $after AND revision <= $until AND key >= $from AND key < $to ORDER BY revision
            """,
            ("$after", SqliteType.Integer), ("$until", SqliteType.Integer),
            ("$from", SqliteType.Blob), ("$to", SqliteType.Blob));
        _keys = _connection.Prepare(
            "SELECT key FROM entry WHERE key >= $from AND key < $to ORDER BY key LIMIT $max",
            ("$from", SqliteType.Blob), ("$to", SqliteType.Blob), ("$max", SqliteType.Integer));
        // A blob's length is read from its row's header, not from the blob.
        _usage = _connection.Prepare(
            """
            SELECT count(*), ifnull(sum(length(e.key) + length(c.value)), 0)
            FROM entry e LEFT JOIN change c ON c.revision = e.revision WHERE e.key >= $from AND e.key < $to
            """,
            ("$from", SqliteType.Blob), ("$to", SqliteType.Blob));
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _horizon.Dispose();
        _get.Dispose();
        _range.Dispose();
        _changes.Dispose();
        _keys.Dispose();
        _usage.Dispose();
        _connection.Dispose();
    }

    internal KeyValueEntry? Get(string key, byte[] keyBytes)
    {
        _get.Parameters[0].Value = keyBytes;
        using SqliteDataReader row = _get.ExecuteReader();
        return row.Read() ? ReadEntry(row, key) : null;
    }

    /// <summary>The first entries of the range, and what is left of it, or null if nothing is.</summary>
    internal (List<KeyValueEntry> Entries, KeyRange? Remaining) RangePage(KeyRange range)
    {
        var entries = new List<KeyValueEntry>();
        using SqliteDataReader row = ExecuteRange(range);
        long bytes = 0;
        while (row.Read())
        {
            byte[] key = row.GetFieldValue<byte[]>(2);
            KeyValueEntry entry = ReadEntry(row, KeyEncoding.Decode(key));
            entries.Add(entry);
            bytes += entry.Value.Length;
            if (bytes >= PageBytes || entries.Count == PageRows)
            {
                return (entries, range.After(key));
            }
        }

        return (entries, null);
    }

    internal List<string> Keys(KeyRange range, int max)
    {
        _keys.Parameters[0].Value = range.From;
        _keys.Parameters[1].Value = range.To;
        _keys.Parameters[2].Value = max;
        var keys = new List<string>();
        using SqliteDataReader row = _keys.ExecuteReader();
        while (row.Read()) keys.Add(KeyEncoding.Decode(row.GetFieldValue<byte[]>(0)));
        return keys;
    }

    internal KeyValueUsage Usage(KeyRange range)
    {
        _usage.Parameters[0].Value = range.From;
        _usage.Parameters[1].Value = range.To;
        using SqliteDataReader row = _usage.ExecuteReader();
        row.Read();
        return new KeyValueUsage(row.GetInt64(0), row.GetInt64(1));
    }

    internal KeyValueSnapshot Snapshot(KeyRange range, CancellationToken ct)
    {
        _begin.ExecuteNonQuery();
        long revision = StoreFile.ReadHorizon(_horizon, _path).Revision;
        var entries = new List<KeyValueEntry>();
        using (SqliteDataReader row = ExecuteRange(range))
        {
            while (row.Read())
            {
                ct.ThrowIfCancellationRequested();
                entries.Add(ReadEntry(row, KeyEncoding.Decode(row.GetFieldValue<byte[]>(2))));
            }
        }

        _end.ExecuteNonQuery();
        return new KeyValueSnapshot(revision, entries);
    }

    internal ChangePage Changes(KeyRange range, long afterRevision)
    {
        // One transaction, so that compaction can't take changes away between the check and the read.
        _begin.ExecuteNonQuery();
        Horizon horizon = StoreFile.ReadHorizon(_horizon, _path);
        ChangePage page = afterRevision < horizon.Oldest - 1 || afterRevision > horizon.Revision
            ? new ChangePage([new KeyValueChange.Lost(horizon.Oldest)], afterRevision, IsLast: true)
            : ReadChanges(range, afterRevision, horizon.Revision);
        _end.ExecuteNonQuery();
        return page;
    }

    private ChangePage ReadChanges(KeyRange range, long afterRevision, long current)
    {
        long until = Math.Min(current, afterRevision + PageRevisions);
        _changes.Parameters[0].Value = afterRevision;
        _changes.Parameters[1].Value = until;
        _changes.Parameters[2].Value = range.From;
        _changes.Parameters[3].Value = range.To;
        var changes = new List<KeyValueChange>();
        using SqliteDataReader row = _changes.ExecuteReader();
        long bytes = 0;
        while (row.Read())
        {
            string key = KeyEncoding.Decode(row.GetFieldValue<byte[]>(2));
            long revision = row.GetInt64(0);
            if (row.GetBoolean(3))
            {
                changes.Add(new KeyValueChange.Deleted(key, revision));
                continue;
            }

            KeyValueEntry entry = ReadEntry(row, key);
            changes.Add(new KeyValueChange.Put(entry));
            bytes += entry.Value.Length;
            if (bytes >= PageBytes)
            {
                return new ChangePage(changes, revision, revision == current);
            }
        }

        return new ChangePage(changes, until, until == current);
    }

    private SqliteDataReader ExecuteRange(KeyRange range)
    {
        _range.Parameters[0].Value = range.From;
        _range.Parameters[1].Value = range.To;
        return _range.ExecuteReader();
    }

    private KeyValueEntry ReadEntry(SqliteDataReader row, string key)
    {
        long revision = row.GetInt64(0);
        return row.IsDBNull(1)
            ? throw StoreFaults.Corrupt(_path, $"the value of revision {revision} is missing")
            : new KeyValueEntry(key, row.GetFieldValue<byte[]>(1), revision);
    }
}
