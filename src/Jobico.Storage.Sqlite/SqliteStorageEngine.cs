using Jobico.Storage.Blobs;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;
using Jobico.Storage.KeyValue;
using Jobico.Storage.Sqlite.Blobs;
using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Events;
using Jobico.Storage.Sqlite.Executions;
using Jobico.Storage.Sqlite.Files;
using Jobico.Storage.Sqlite.KeyValue;
using Jobico.Storage.Sqlite.Writing;

namespace Jobico.Storage.Sqlite;

/// <summary>
/// The embedded engine: a data folder that one process has for itself, with SQLite databases for events, records and
/// documents, and a file for each blob. Nothing is answered before it is on disk; many operations share one commit.
/// Safe for any number of threads.
/// </summary>
public sealed class SqliteStorageEngine : IStorageEngine
{
    private readonly FileStream _claim;
    private readonly Connection _connection;
    private readonly ReaderPool _readers;
    private readonly SqliteKeyValue _keyValue;
    private readonly EngineState _state;
    private readonly Writer _writer;
    private readonly Lock _closing = new();
    private Task? _closed;

    private SqliteStorageEngine(
        SqliteStorageOptions options, string folder, FileStream claim, Connection connection,
        SqliteKeyValue keyValue, TimeProvider time)
    {
        _claim = claim;
        _connection = connection;
        _keyValue = keyValue;
        _readers = new ReaderPool(connection.Path, options.MaxConcurrentReads);
        var routes = new RouteDirectory(connection, new ReadyMemory(options.ReadyMemoryBytes));
        var transaction = new Transaction(connection, routes, time);
        _state = new EngineState(
            routes, transaction.LastPosition, time, () => _writer!.RequestExpiry(), () => _writer!.RequestDue());
        _writer = new Writer(connection, transaction, _state, options);
        Events = new SqliteEventStore(
            _writer, _state, _readers, transaction.Ids, time, options.MaxResultBytes);
        Executions = new SqliteExecutionLog(_readers, routes, transaction.Ids, _state.Records);
        Blobs = new FileBlobStore(Path.Combine(folder, "blobs"), _readers.Closing);
        _writer.Start();
        // What fell due while nobody was there.
        _writer.RequestDue();
    }

    /// <inheritdoc/>
    public IEventStore Events { get; }

    /// <inheritdoc/>
    public IExecutionLog Executions { get; }

    /// <inheritdoc/>
    public IKeyValueStore KeyValue => _keyValue;

    /// <inheritdoc/>
    public IBlobStore Blobs { get; }

    /// <summary>Opens the data folder, or makes a new one. How long it takes does not depend on how much is in it.
    /// </summary>
    /// <param name="options">Where it is and how to work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StorageUnusableException">Another server has it, a newer version wrote it, it is damaged, or
    /// not permitted.</exception>
    /// <exception cref="StorageException">It can't be read or written now.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static async Task<SqliteStorageEngine> OpenAsync(
        SqliteStorageOptions options, TimeProvider time, CancellationToken ct)
    {
        options.Validate();
        string folder = Path.GetFullPath(options.DataFolder);
#pragma warning disable CA2000 // The engine owns it from here on, or the catch below lets it go.
        FileStream claim = FolderLock.Take(folder);
#pragma warning restore CA2000
        Connection? connection = null;
        SqliteKeyValue? keyValue = null;
        try
        {
            connection = await Task.Run(
                () => EventsFile.OpenWriter(Path.Combine(folder, "events.db"), options), ct);
            keyValue = await SqliteKeyValue.OpenAsync(Path.Combine(folder, "keyvalue.db"), time, ct);
            return new SqliteStorageEngine(options, folder, claim, connection, keyValue, time);
        }
        catch (Exception e)
        {
            if (keyValue is not null)
                await keyValue.DisposeAsync();
            connection?.Dispose();
            await claim.DisposeAsync();
            if (StorageFaults.From(e, folder) is StorageException fault && fault != e)
                throw fault;
            throw;
        }
    }

    /// <summary>Removes the oldest records. A tail that had not come so far is told how many it missed.</summary>
    /// <param name="before">The first record that stays; what comes before it goes.</param>
    /// <param name="cancellationToken">Gives up; what was removed by then stays so.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">Not all were removed.</exception>
    public async ValueTask<long> TrimExecutionsAsync(LogPosition before, CancellationToken cancellationToken)
    {
        long position = SqliteExecutionLog.Read(before);
        long removed = 0;
        int step;
        do
        {
            step = await _writer.SubmitAsync(new TrimOperation(position, cancellationToken), cancellationToken);
            removed += step;
        }
        while (step == TrimOperation.MaxRecords);
        return removed;
    }

    /// <summary>Takes no more calls, finishes those that were accepted, and lets go of the folder. Watches and tails
    /// that run end with <see cref="StorageUnavailableException"/>.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_closing)
        {
            return new ValueTask(_closed ??= CloseAsync());
        }
    }

    private async Task CloseAsync()
    {
        await _readers.DisposeAsync();
        _state.Routes.Notices.Close();
        await _writer.CloseAsync();
        _state.Dispose();
        _connection.Dispose();
        await _keyValue.DisposeAsync();
        await _claim.DisposeAsync();
    }
}
