using System.Buffers.Binary;

namespace Goico.Wasm.Compilation;

/// <summary>
/// Reads numbers one after another from bytes that nobody vouches for. What is not there or is no number reads as 0
/// and leaves the reader broken, at its end: no loop over it runs on.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something could not be read.</summary>
    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>The next stretch of so many bytes; none where there are fewer.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            Break();
            return [];
        }
        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public byte Byte()
    {
        ReadOnlySpan<byte> taken = Take(1);
        return taken.IsEmpty ? (byte)0 : taken[0];
    }

    public ushort UInt16()
    {
        ReadOnlySpan<byte> taken = Take(sizeof(ushort));
        return taken.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(taken);
    }

    public uint UInt32()
    {
        ReadOnlySpan<byte> taken = Take(sizeof(uint));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(taken);
    }

    public ulong UInt64()
    {
        ReadOnlySpan<byte> taken = Take(sizeof(ulong));
        return taken.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(taken);
    }

    /// <summary>An unsigned LEB128 number of at most 64 bits.</summary>
    public ulong Unsigned() => Leb128(out _, out _);

    /// <summary>A signed LEB128 number of at most 64 bits.</summary>
    public long Signed()
    {
        ulong number = Leb128(out int bits, out bool isNegative);
        return isNegative && bits < 64 ? (long)(number | ulong.MaxValue << bits) : (long)number;
    }

    /// <summary>Where the text ends that ends with a zero; it is passed over. Empty where none does.</summary>
    public ReadOnlySpan<byte> Text()
    {
        int length = _rest.IndexOf((byte)0);
        if (length < 0)
        {
            Break();
            return [];
        }
        ReadOnlySpan<byte> text = _rest[..length];
        _rest = _rest[(length + 1)..];
        return text;
    }

    /// <summary>Leaves the reader broken: what was read makes no sense.</summary>
    public void Break()
    {
        _rest = [];
        IsBroken = true;
    }

    private ulong Leb128(out int bits, out bool isNegative)
    {
        const int BitsPerByte = 7;
        ulong number = 0;
        bits = 0;
        for (int i = 0; i < _rest.Length && bits < 64; i++)
        {
            byte part = _rest[i];
            number |= (ulong)(part & 0x7F) << bits;
            bits += BitsPerByte;
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                isNegative = (part & 0x40) != 0;
                return number;
            }
        }
        Break();
        isNegative = false;
        return 0;
    }
}
