using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Goico.KeyValue;

/// <summary>The database file: how it is opened and what is in it.</summary>
/// <remarks>
/// A value is stored once, in the row of the change that wrote it. An entry points at its change; compaction removes
/// the changes below the horizon that no entry points at.
/// </remarks>
internal static class StoreFile
{
    private const long ApplicationId = 0x474B5653;
    private const long Format = 1;

    private const string Schema =
        """
        CREATE TABLE change(
            revision INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            deleted INTEGER NOT NULL,
            value BLOB NOT NULL) STRICT;
        CREATE TABLE entry(key BLOB PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE horizon(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            revision INTEGER NOT NULL,
            oldest INTEGER NOT NULL,
            history_bytes INTEGER NOT NULL) STRICT;
        INSERT INTO horizon VALUES(1, 0, 1, 0);
        """;

    internal static SqliteConnection OpenWriter(string path, KeyValueOptions options)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Recognise(connection, path);
            connection.Run(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
                + "PRAGMA cell_size_check=ON;");
            if (options.MaxPages is int pages)
            {
                connection.Run($"PRAGMA max_page_count={pages}");
            }

            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw StoreFaults.From(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static SqliteConnection OpenReader(string path)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            connection.Run("PRAGMA cell_size_check=ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static Horizon ReadHorizon(SqliteCommand select, string path)
    {
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read()
            ? new Horizon(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
            : throw StoreFaults.Corrupt(path, "its horizon row is missing");
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every SQL text is a constant of this project.")]
    internal static SqliteCommand Prepare(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, SqliteType Type)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, SqliteType type) in parameters)
        {
            command.Parameters.Add(name, type);
        }

        command.Prepare();
        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Constants of this project and one integer option.")]
    internal static void Run(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // A pooled connection would outlive the store and its lock.
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw StoreFaults.From(e, path);
        }
    }

    private static void Recognise(SqliteConnection connection, string path)
    {
        long application = connection.Scalar("PRAGMA application_id");
        long format = connection.Scalar("PRAGMA user_version");
        if (application == 0 && format == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            connection.Run(
                $"BEGIN IMMEDIATE; {Schema} PRAGMA application_id={ApplicationId};"
                + $"PRAGMA user_version={Format}; COMMIT");
            return;
        }

        if (application != ApplicationId)
        {
            throw StoreFaults.NotAStore(path);
        }

        if (format > Format)
        {
            throw StoreFaults.NewerFormat(path, format, Format);
        }

        if (connection.Scalar("SELECT count(*) FROM sqlite_schema WHERE name IN ('change', 'entry', 'horizon')") != 3)
        {
            throw StoreFaults.Corrupt(path, "a table is missing");
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every SQL text is a constant of this file.")]
    private static long Scalar(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
