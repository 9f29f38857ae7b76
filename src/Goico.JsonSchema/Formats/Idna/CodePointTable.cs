namespace Goico.JsonSchema.Formats.Idna;

/// <summary>
/// The traits of all code points, unpacked from <see cref="IdnaData"/> at first use: equal blocks of 256 are kept
/// once, so the table takes some 40 KiB.
/// </summary>
internal static class CodePointTable
{
    private const int CodePoints = 0x110000;
    private const int BlockBits = 8;
    private const int BlockSize = 1 << BlockBits;

    private static readonly byte[] s_blockOf = new byte[CodePoints >> BlockBits];
    private static readonly byte[] s_blocks = Unpack(s_blockOf);

    /// <summary>The traits of a code point; those beyond Unicode are not allowed.</summary>
    public static CodePointTraits Traits(int codePoint)
    {
        if ((uint)codePoint >= CodePoints)
            return default;
        int block = s_blockOf[codePoint >> BlockBits] << BlockBits;
        return new CodePointTraits(IdnaData.Traits[s_blocks[block | (codePoint & (BlockSize - 1))]]);
    }

    /// <summary>Reads a number of 7 bits a byte, low bits first.</summary>
    public static int ReadNumber(ReadOnlySpan<byte> data, ref int at)
    {
        int value = 0;
        int shift = 0;
        byte part;
        do
        {
            part = data[at++];
            value |= (part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }

    private static byte[] Unpack(Span<byte> blockOf)
    {
        ReadOnlySpan<byte> runs = Convert.FromBase64String(IdnaData.Runs);
        var blocks = new List<byte[]>();
        byte[] block = new byte[BlockSize];
        int at = 0;
        int left = 0;
        byte kind = 0;
        for (int i = 0; i < blockOf.Length; i++)
        {
            for (int filled = 0; filled < BlockSize;)
            {
                if (left == 0)
                {
                    left = ReadNumber(runs, ref at);
                    kind = runs[at++];
                }

                int count = Math.Min(left, BlockSize - filled);
                block.AsSpan(filled, count).Fill(kind);
                filled += count;
                left -= count;
            }

            int known = blocks.FindIndex(other => other.AsSpan().SequenceEqual(block));
            if (known < 0)
            {
                known = blocks.Count;
                blocks.Add([.. block]);
            }

            blockOf[i] = checked((byte)known);
        }

        return [.. blocks.SelectMany(each => each)];
    }
}
