using System.Buffers.Binary;
using System.Security.Cryptography;
using Jobico.Model.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>Fencing tokens: 64 random bits of this opening, and a counter. So none is given twice, also after a
/// restart, and a token of an earlier opening is known for what it is.</summary>
internal sealed class LeaseTokens
{
    private readonly ulong _opening = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));
    private ulong _last;

    /// <summary>A new token and the lease's number in it.</summary>
    internal LeaseToken Next(out ulong number)
    {
        number = Interlocked.Increment(ref _last);
        return new LeaseToken(new UInt128(_opening, number));
    }

    /// <summary>The lease's number; false when the token is of another opening.</summary>
    internal bool TryRead(LeaseToken token, out ulong number)
    {
        number = (ulong)token.Value;
        return (ulong)(token.Value >> 64) == _opening;
    }
}
