using Jobico.Storage.Sqlite.Database;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>Reads pages of ready events that are only on disk.</summary>
internal sealed class ReadyReader(ReaderPool readers, RouteDirectory routes, EventIds ids)
{
    private const int PageEvents = 512;
    private const int PageBytes = 1 << 20;

    /// <summary>Brings a page of a queue into memory.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="after">What comes after this place.</param>
    /// <param name="last">The last place that is committed and published. Not further: what is committed but not yet
    /// published is about to be given to the queue directly.</param>
    internal async Task RefillAsync(QueueState queue, long after, long last)
    {
        (List<QueuedEvent> page, long readTo) = await readers.ReadAsync(
            reader => ReadPage(reader, queue.Id, after, last), CancellationToken.None);
        queue.AddPage(page, readTo);
    }

    private (List<QueuedEvent> Page, long ReadTo) ReadPage(Reader reader, long queue, long after, long last)
    {
        Statement rows = reader[
            "SELECT r.place, r.seq, r.attempts, e.accepted_at, e.route, e.parent, e.depth, e.data "
            + "FROM ready r CROSS JOIN event e ON e.seq=r.seq "
            + "WHERE r.queue=? AND r.place>? AND r.place<=? ORDER BY r.place LIMIT ?"];
        rows.Bind(1, queue).Bind(2, after).Bind(3, last).Bind(4, PageEvents);
        var page = new List<QueuedEvent>();
        int bytes = 0;
        while (rows.Step())
        {
            long seq = rows.Int64(1);
            long acceptedAt = rows.Int64(3);
            var e = new QueuedEvent
            {
                Place = rows.Int64(0),
                Seq = seq,
                Id = ids.Of(acceptedAt, seq),
                Attempts = rows.Int32(2),
                AcceptedAtMilliseconds = acceptedAt,
                Route = routes.Route(rows.Int64(4)),
                Parent = rows.IsNull(5) ? null : EventIds.FromBits(rows.Blob(5)),
                Depth = rows.Int32(6),
                Data = rows.Blob(7).ToArray(),
            };
            page.Add(e);
            bytes += e.MemoryBytes;
            if (bytes >= PageBytes)
            {
                rows.Reset();
                return (page, e.Place);
            }
        }
        return (page, page.Count == PageEvents ? page[^1].Place : last);
    }
}
