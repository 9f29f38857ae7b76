namespace Jobico.Storage.Sqlite.Database;

/// <summary>A connection that only reads, with its prepared statements by their text.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Connection _connection;
    private readonly Dictionary<string, Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _end;

    internal Reader(string path)
    {
        _connection = Connection.OpenReader(path);
        _begin = _connection.Prepare("BEGIN");
        _end = _connection.Prepare("COMMIT");
    }

    /// <summary>The file.</summary>
    internal string Path => _connection.Path;

    /// <summary>The statement with this text, which must be a constant: it is kept.</summary>
    internal Statement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out Statement? statement))
            {
                statement = _connection.Prepare(sql);
                _statements.Add(sql, statement);
            }
            return statement;
        }
    }

    /// <summary>Runs a read that sees one moment.</summary>
    internal T Snapshot<T>(Func<Reader, T> read)
    {
        _begin.Run();
        T result = read(this);
        _end.Run();
        return result;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _connection.Dispose();
    }
}
