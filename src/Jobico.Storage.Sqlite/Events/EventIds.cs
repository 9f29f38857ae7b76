using System.Buffers.Binary;
using Jobico.Model.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// Event ids as this store makes them: 48 bits of milliseconds, 32 bits that are the store's own, 48 bits of the
/// event's number. An id is worked out from the row and needs no index of its own.
/// </summary>
internal readonly struct EventIds(uint nonce)
{
    private const int Size = 16;

    internal EventId Of(long acceptedAtMilliseconds, long seq)
    {
        Span<byte> bits = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bits, acceptedAtMilliseconds << 16);
        BinaryPrimitives.WriteInt64BigEndian(bits[8..], seq);
        BinaryPrimitives.WriteUInt32BigEndian(bits[6..], nonce);
        return new EventId(new Ulid(bits));
    }

    /// <summary>The number of the event that has this id, if this store made it; the row must confirm the time.
    /// </summary>
    internal bool TryRead(EventId id, out long acceptedAtMilliseconds, out long seq)
    {
        Span<byte> bits = stackalloc byte[Size];
        _ = id.Value.TryWriteBytes(bits);
        acceptedAtMilliseconds = BinaryPrimitives.ReadInt64BigEndian(bits) >>> 16;
        seq = BinaryPrimitives.ReadInt64BigEndian(bits[8..]) & 0xffff_ffff_ffff;
        return BinaryPrimitives.ReadUInt32BigEndian(bits[6..]) == nonce;
    }

    /// <summary>Reads an id as it is stored.</summary>
    internal static EventId FromBits(ReadOnlySpan<byte> bits) => new(new Ulid(bits));
}
