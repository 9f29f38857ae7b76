using System.Buffers;
using System.IO.Pipelines;

namespace Jobico.Listener;

/// <summary>
/// A request's whole body as one span of bytes. The usual small body lies in one piece of the server's own buffer and
/// is
/// not copied; one in several pieces goes to a pooled array.
/// </summary>
internal struct RequestBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly ReadOnlySequence<byte> _sequence;
    private byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> sequence)
    {
        _reader = reader;
        _sequence = sequence;
        if (sequence.IsSingleSegment)
        {
            Bytes = sequence.First;
            return;
        }
        _rented = ArrayPool<byte>.Shared.Rent((int)sequence.Length);
        sequence.CopyTo(_rented);
        Bytes = _rented.AsMemory(0, (int)sequence.Length);
    }

    /// <summary>The body; valid until it is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads to the end of the body; null when it is longer than allowed.</summary>
    public static async ValueTask<RequestBody?> ReadAsync(
        PipeReader reader, long maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }
            if (result.IsCompleted) return new RequestBody(reader, result.Buffer);
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose()
    {
        _reader.AdvanceTo(_sequence.End);
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }
}
