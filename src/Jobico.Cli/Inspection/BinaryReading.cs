using System.Text;

namespace Jobico.Cli.Inspection;

/// <summary>Reads the primitives of the WebAssembly binary format, never outside its bytes.</summary>
/// <remarks>WebAssembly Core Specification 3.0, chapter 5.2 «Values».</remarks>
internal ref struct BinaryReading(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where it is.</summary>
    public int Position { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => Position == _bytes.Length;

    /// <summary>The next byte, which stays.</summary>
    public readonly byte Peek => IsAtEnd ? throw TooShort() : _bytes[Position];

    /// <summary>A byte.</summary>
    public byte Byte()
    {
        byte value = Peek;
        Position++;
        return value;
    }

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count > _bytes.Length - Position) throw TooShort();
        ReadOnlySpan<byte> piece = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return piece;
    }

    /// <summary>An unsigned number of up to 64 bits, LEB128.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte piece = Byte();
            value |= (ulong)(piece & 0x7F) << shift;
            if (piece < 0x80) return value;
        }
        throw new BinaryFormatException($"At byte {Position}, a number has no end.");
    }

    /// <summary>An unsigned number of 32 bits.</summary>
    public uint Index() => Unsigned() is <= uint.MaxValue and var value
        ? (uint)value
        : throw new BinaryFormatException($"At byte {Position}, a number is larger than 32 bits.");

    /// <summary>The number of items of a vector, each of which takes at least a byte.</summary>
    public int Count()
    {
        uint count = Index();
        if (count > _bytes.Length - Position) throw TooShort();
        return (int)count;
    }

    /// <summary>A name.</summary>
    public string Name() => Encoding.UTF8.GetString(Bytes(Index()));

    private static BinaryFormatException TooShort() => new("The module ends in the middle of a section.");
}
