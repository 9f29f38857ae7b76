using System.Globalization;
using System.Runtime.CompilerServices;
using Jobico.Model.Executions;
using Jobico.Storage.Executions;
using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Executions;

/// <summary>The records, read by pages; a tail is a reader that remembers its position and nothing else.</summary>
internal sealed class SqliteExecutionLog(
    ReaderPool readers, RouteDirectory routes, EventIds ids, RecordSignal records) : IExecutionLog
{
    private const int TailPageRecords = 256;
    private const int TailPageBytes = 1 << 20;

    /// <summary>How many rows one step of a filtered read looks at, so that it keeps no snapshot for long.</summary>
    private const int MaxRowsPerStep = 16_384;

    public async ValueTask<ExecutionPage> QueryAsync(
        ExecutionFilter filter, LogPosition? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        long below = before is { } position ? Read(position) : long.MaxValue;
        var found = new List<ExecutionRecord>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long from = below;
            (below, bool isFull) = await readers.ReadAsync(
                reader => ReadBack(reader, filter, from, limit, found), cancellationToken);
            if (isFull)
                return new ExecutionPage(found, Write(below));
            if (below == 0)
                return new ExecutionPage(found, null);
        }
    }

    public IAsyncEnumerable<TailItem> TailAsync(
        ExecutionFilter filter, LogPosition? after, CancellationToken cancellationToken) =>
        new TailSequence(this, filter, after is { } position ? Read(position) : null, cancellationToken);

    private long LastPosition => records.Last;

    internal static long Read(LogPosition position) =>
        long.TryParse(position.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new ArgumentException(
                $"'{position.Value}' is no position in this log: pass one that a page or a tail gave.",
                nameof(position));

    private static LogPosition Write(long position) => new(position.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds records, newest first, until there is one more than wanted or the step's rows are used up.
    /// </summary>
    /// <returns>Where to go on, 0 at the end; and whether there are more records than wanted.</returns>
    private (long Next, bool IsFull) ReadBack(
        Reader reader, ExecutionFilter filter, long below, int limit, List<ExecutionRecord> found)
    {
        Statement rows = reader[
            "SELECT position, seq, route, outcome, detail FROM execution WHERE position<? "
            + "ORDER BY position DESC LIMIT ?"];
        rows.Bind(1, below).Bind(2, MaxRowsPerStep);
        int seen = 0;
        while (rows.Step())
        {
            seen++;
            long position = rows.Int64(0);
            bool fits = Fits(rows, filter);
            if (fits && found.Count == limit)
            {
                // The next page begins with this one.
                rows.Reset();
                return (position + 1, true);
            }
            below = position;
            if (fits)
                found.Add(ReadRecord(rows));
        }
        return (seen < MaxRowsPerStep ? 0 : below, false);
    }

    private bool Fits(Statement row, ExecutionFilter filter) =>
        filter == ExecutionFilter.All
        || filter.Fits(routes.Route(row.Int64(2)).Route, (ExecutionOutcome)row.Int32(3));

    private ExecutionRecord ReadRecord(Statement row) => RecordReader.Read(
        row.Int64(1), routes.Route(row.Int64(2)).Route, (ExecutionOutcome)row.Int32(3), row.Blob(4), routes, ids);

    private async IAsyncEnumerable<TailItem> Tail(
        ExecutionFilter filter, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A position from the future would wait for ever: it is of a store that this one was restored over.
        long reached = Math.Min(after, records.Last);
        var page = new List<TailItem>();
        while (true)
        {
            await WaitForMore(reached, cancellationToken);
            long from = reached;
            reached = await readers.ReadAsync(reader => ReadOn(reader, filter, from, page), cancellationToken);
            foreach (TailItem item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
            page.Clear();
        }
    }

    private async Task WaitForMore(long reached, CancellationToken cancellationToken)
    {
        try
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, readers.Closing);
            await records.After(reached).WaitAsync(linked.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw StorageFaults.Closed();
        }
    }

    /// <summary>Reads records in order from a position on.</summary>
    /// <returns>How far it has read.</returns>
    private long ReadOn(Reader reader, ExecutionFilter filter, long after, List<TailItem> page)
    {
        Statement rows = reader[
            "SELECT position, seq, route, outcome, detail FROM execution WHERE position>? ORDER BY position LIMIT ?"];
        // No further than what is published, so that a tail never sees a record whose completion has not been answered.
        long end = records.Last;
        long reached = after;
        int seen = 0;
        long bytes = 0;
        rows.Bind(1, after).Bind(2, MaxRowsPerStep);
        while (rows.Step() && rows.Int64(0) <= end)
        {
            seen++;
            long position = rows.Int64(0);
            if (position > reached + 1)
                page.Add(new TailItem.Missed(position - reached - 1, Write(position - 1)));
            reached = position;
            if (!Fits(rows, filter))
                continue;
            page.Add(new TailItem.Execution(ReadRecord(rows), Write(position)));
            bytes += rows.Blob(4).Length;
            if (page.Count >= TailPageRecords || bytes >= TailPageBytes)
                break;
        }
        rows.Reset();
        if (seen == 0 && reached < end)
        {
            // All that was between has been removed.
            page.Add(new TailItem.Missed(end - reached, Write(end)));
            reached = end;
        }
        return reached;
    }

    /// <summary>Begins, where no position was given, at the moment of the enumeration.</summary>
    private sealed class TailSequence(
        SqliteExecutionLog log, ExecutionFilter filter, long? after, CancellationToken ended)
        : IAsyncEnumerable<TailItem>
    {
        public IAsyncEnumerator<TailItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            long from = after ?? log.LastPosition;
            // The compiler joins the two tokens.
            return log.Tail(filter, from, ended).GetAsyncEnumerator(cancellationToken);
        }
    }
}
