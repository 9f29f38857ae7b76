using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Storage.Events;
using Jobico.Storage.Sqlite.Database;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>Reads dead letters.</summary>
internal sealed class DeadLetterReader(ReaderPool readers, RouteDirectory routes, EventIds ids)
{
    private const string Columns =
        "SELECT d.seq, d.attempts, d.died_at, d.reason, e.accepted_at, e.route, e.parent, e.depth, e.data "
        + "FROM dead d CROSS JOIN event e ON e.seq=d.seq WHERE ";

    private const string Order = " AND d.seq>? AND e.accepted_at>=? ORDER BY d.seq LIMIT ?";

    internal async ValueTask<IReadOnlyList<DeadLetter>> ListAsync(
        TenantId tenant, string? queue, EventId? after, int limit, CancellationToken cancellationToken)
    {
        long afterSeq = 0;
        long acceptedAt = 0;
        // Of an id that this store did not make, only the time says what comes after it.
        if (after is { } id && !ids.TryRead(id, out acceptedAt, out afterSeq))
            afterSeq = 0;
        if (queue is null)
        {
            return await readers.ReadAsync(
                reader => List(
                    reader[Columns + "d.tenant=?" + Order].Bind(1, tenant.Value), afterSeq, acceptedAt, limit),
                cancellationToken);
        }
        if (routes.FindQueue(new QueueKey(tenant, queue)) is not { } state)
            return [];
        return await readers.ReadAsync(
            reader => List(reader[Columns + "d.queue=?" + Order].Bind(1, state.Id), afterSeq, acceptedAt, limit),
            cancellationToken);
    }

    private List<DeadLetter> List(Statement rows, long after, long acceptedAt, int limit)
    {
        rows.Bind(2, after).Bind(3, acceptedAt).Bind(4, limit);
        var letters = new List<DeadLetter>();
        while (rows.Step())
        {
            letters.Add(new DeadLetter(
                ids.Of(rows.Int64(4), rows.Int64(0)),
                routes.Route(rows.Int64(5)).Route,
                rows.Blob(8).ToArray(),
                rows.IsNull(6) ? null : EventIds.FromBits(rows.Blob(6)),
                rows.Int32(7),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(4)),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(2)),
                rows.Int32(1),
                rows.Text(3)));
        }
        return letters;
    }
}
