using System.Text;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Executions;

/// <summary>Reads what <see cref="RecordBytes"/> wrote.</summary>
internal ref struct RecordReader
{
    private const int IdSize = 16;

    private ReadOnlySpan<byte> _rest;

    private RecordReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Makes the record of one row.</summary>
    /// <param name="seq">The event's number.</param>
    /// <param name="route">Its route.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="detail">The rest.</param>
    /// <param name="routes">Knows modules.</param>
    /// <param name="ids">Makes ids.</param>
    internal static ExecutionRecord Read(
        long seq,
        EventRoute route,
        ExecutionOutcome outcome,
        ReadOnlySpan<byte> detail,
        RouteDirectory routes,
        EventIds ids)
    {
        var reader = new RecordReader(detail);
        try
        {
            return reader.Read(seq, route, outcome, routes, ids);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new StorageUnusableException($"The record of event number {seq} is damaged.", e);
        }
    }

    private ExecutionRecord Read(
        long seq, EventRoute route, ExecutionOutcome outcome, RouteDirectory routes, EventIds ids)
    {
        if (Byte() is var form && form != RecordBytes.Form)
            throw new StorageUnusableException($"A record has form {form}, which this version can't read.");
        var parts = (RecordParts)Byte();
        var disposition = (ExecutionDisposition)Byte();
        var acceptedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)Number());
        int attempt = (int)Number();
        int depth = (int)Number();
        DateTimeOffset leasedAt = acceptedAt.AddTicks(Signed());
        DateTimeOffset startedAt = leasedAt.AddTicks(Signed());
        var duration = new TimeSpan(Signed());
        long peakMemory = Signed();
        int version = (int)Signed();
        ulong code = Number();
        EventId? parent = Has(parts, RecordParts.Parent) ? EventIds.FromBits(Take(IdSize)) : null;
        string? module = Has(parts, RecordParts.Module) ? routes.Module((long)Number()).Sha256 : null;
        DateTimeOffset? nextAttemptAt = Has(parts, RecordParts.NextAttemptAt) ? startedAt.AddTicks(Signed()) : null;
        string? fault = Has(parts, RecordParts.Fault) ? Encoding.UTF8.GetString(Bytes()) : null;
        byte[] result = Bytes().ToArray();
        return new ExecutionRecord
        {
            Id = new ExecutionId(ids.Of(acceptedAt.ToUnixTimeMilliseconds(), seq), attempt),
            Route = route,
            Parent = parent,
            Depth = depth,
            AcceptedAt = acceptedAt,
            LeasedAt = leasedAt,
            Disposition = disposition,
            NextAttemptAt = nextAttemptAt,
            ResultTruncated = Has(parts, RecordParts.ResultTruncated),
            Attempt = new Attempt
            {
                Outcome = outcome,
                Code = code,
                Result = result,
                Fault = fault,
                Logs = Logs(),
                LogsTruncated = Has(parts, RecordParts.LogsTruncated),
                StartedAt = startedAt,
                Duration = duration,
                PeakMemoryBytes = peakMemory,
                Version = version,
                ModuleSha256 = module,
            },
        };
    }

    private static bool Has(RecordParts parts, RecordParts part) => (parts & part) != 0;

    private LogLine[] Logs()
    {
        int count = (int)Number();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _rest.Length);
        var lines = new LogLine[count];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = new LogLine((GuestLogLevel)Signed(), new TimeSpan(Signed()), Bytes().ToArray());
        }
        return lines;
    }

    private byte Byte()
    {
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private long Signed()
    {
        ulong value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ReadOnlySpan<byte> Bytes() => Take((int)Number());

    private ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
