using System.Buffers;
using System.Text;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using Jobico.Storage.Sqlite.Events;

namespace Jobico.Storage.Sqlite.Executions;

/// <summary>
/// A record on its way to the disk, in the form that <see cref="RecordReader"/> reads: what a record has beside its
/// position, event, route and outcome, which are columns. The form's number is its first byte. Rented memory.
/// </summary>
internal sealed class RecordBytes : IDisposable
{
    /// <summary>The form that is written.</summary>
    internal const byte Form = 1;

    private const int LongestNumber = 10;
    private const int IdSize = 16;

    private byte[] _buffer;

    private RecordBytes(int capacity, ModuleState? module)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        Module = module;
    }

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Span => _buffer.AsSpan(0, Length);

    /// <summary>The module that it names by number.</summary>
    internal ModuleState? Module { get; }

    /// <summary>Makes the record of an attempt at an event.</summary>
    internal static RecordBytes Of(QueuedEvent e, Completion completion, RouteDirectory routes, int maxResultBytes)
    {
        Attempt attempt = completion.Attempt;
        ReadOnlySpan<byte> result = Cut(attempt.Result.Span, maxResultBytes);
        int capacity = 32 + (LongestNumber * 14) + IdSize + result.Length + Utf8MaxBytes(attempt.Fault)
            + attempt.Logs.Sum(line => line.Utf8Text.Length + (LongestNumber * 3));
        ModuleState? module = attempt.ModuleSha256 is { } sha256 ? routes.Module(sha256) : null;
        var bytes = new RecordBytes(capacity, module);
        bytes.WriteHead(e, completion, isCut: result.Length < attempt.Result.Length);
        if (e.Parent is { } parent)
        {
            _ = parent.Value.TryWriteBytes(bytes._buffer.AsSpan(bytes.Length, IdSize));
            bytes.Length += IdSize;
        }
        if (module is not null)
            bytes.Write((ulong)module.Id);
        if (completion.Disposition is EventDisposition.Retry retry)
            bytes.WriteSigned(retry.DueAt.UtcTicks - attempt.StartedAt.UtcTicks);
        if (attempt.Fault is not null)
            bytes.Write(attempt.Fault);
        bytes.Write(result);
        bytes.Write((ulong)attempt.Logs.Count);
        foreach (LogLine line in attempt.Logs)
        {
            bytes.WriteSigned((int)line.Level);
            bytes.WriteSigned(line.Offset.Ticks);
            bytes.Write(line.Utf8Text.Span);
        }
        return bytes;
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int Utf8MaxBytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    /// <summary>The beginning of a text, not ending inside a character.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int max)
    {
        if (text.Length <= max)
            return text;
        int end = max;
        while (end > 0 && max - end < 4 && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }
        return text[..end];
    }

    private void WriteHead(QueuedEvent e, Completion completion, bool isCut)
    {
        Attempt attempt = completion.Attempt;
        _buffer[Length++] = Form;
        _buffer[Length++] = (byte)(RecordParts.None
            | (e.Parent is null ? 0 : RecordParts.Parent)
            | (attempt.ModuleSha256 is null ? 0 : RecordParts.Module)
            | (completion.Disposition is EventDisposition.Retry ? RecordParts.NextAttemptAt : 0)
            | (attempt.Fault is null ? 0 : RecordParts.Fault)
            | (isCut ? RecordParts.ResultTruncated : 0)
            | (attempt.LogsTruncated ? RecordParts.LogsTruncated : 0));
        _buffer[Length++] = (byte)(completion.Disposition switch
        {
            EventDisposition.Done => ExecutionDisposition.Completed,
            EventDisposition.Retry => ExecutionDisposition.Retried,
            _ => ExecutionDisposition.DeadLettered,
        });
        Write((ulong)e.AcceptedAtMilliseconds);
        Write((ulong)e.Attempts + 1);
        Write((ulong)e.Depth);
        WriteSigned(e.LeasedAt.UtcTicks - DateTimeOffset.FromUnixTimeMilliseconds(e.AcceptedAtMilliseconds).UtcTicks);
        WriteSigned(attempt.StartedAt.UtcTicks - e.LeasedAt.UtcTicks);
        WriteSigned(attempt.Duration.Ticks);
        WriteSigned(attempt.PeakMemoryBytes);
        WriteSigned(attempt.Version);
        Write(attempt.Code);
    }

    private void Write(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _buffer[Length++] = (byte)value;
    }

    private void WriteSigned(long value) => Write((ulong)((value << 1) ^ (value >> 63)));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Write((ulong)bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    private void Write(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Write((ulong)length);
        Length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(Length));
    }
}
