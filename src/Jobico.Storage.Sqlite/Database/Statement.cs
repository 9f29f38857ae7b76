using SQLitePCL;

namespace Jobico.Storage.Sqlite.Database;

/// <summary>
/// A prepared statement, kept for the life of its connection. Parameters and columns are counted from 1 and from 0, as
/// SQLite counts them. Spans read from a column are valid until the next step or reset.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly string _sql;

    internal Statement(sqlite3 database, sqlite3_stmt statement, string sql)
    {
        _database = database;
        _statement = statement;
        _sql = sql;
    }

    internal Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    internal Statement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, blob));
        return this;
    }

    internal Statement Bind(int parameter, string text)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, text));
        return this;
    }

    internal Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Goes to the next row; false, and ready to run again, after the last.</summary>
    internal bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        int reset = raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE || reset != raw.SQLITE_OK)
            throw Fault(code == raw.SQLITE_DONE ? reset : code);
        return false;
    }

    /// <summary>Runs it to its end, passing over rows.</summary>
    internal void Run()
    {
        while (Step())
        {
            // Only a PRAGMA that answers has rows here, and nobody asked.
        }
    }

    /// <summary>Ends a run before its last row, so that it holds no snapshot any more.</summary>
    internal void Reset() => raw.sqlite3_reset(_statement);

    internal bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    internal long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    internal int Int32(int column) => raw.sqlite3_column_int(_statement, column);

    internal ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    internal string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Fault(code);
    }

    private DatabaseException Fault(int code)
    {
        int extended = raw.sqlite3_extended_errcode(_database);
        if ((extended & 0xff) != (code & 0xff))
            extended = code;
        return new DatabaseException(
            extended, $"{raw.sqlite3_errmsg(_database).utf8_to_string()} (SQLite {extended}) in: {_sql}");
    }
}
