using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Goico.JsonSchema.Text;

/// <summary>The white space between tokens, RFC 8259 section 2.</summary>
internal static class WhiteSpace
{
    /// <summary>The first byte that is none, from a place on.</summary>
    public static int Skip(ReadOnlySpan<byte> bytes, int at)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        // A document that was printed for people has a line end and its indentation before every value.
        while (at + Vector128<byte>.Count <= bytes.Length)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)at);
            Vector128<byte> space = Vector128.Equals(block, Vector128.Create((byte)' '))
                | Vector128.Equals(block, Vector128.Create((byte)'\n'))
                | Vector128.Equals(block, Vector128.Create((byte)'\r'))
                | Vector128.Equals(block, Vector128.Create((byte)'\t'));
            int run = BitOperations.TrailingZeroCount(~space.ExtractMostSignificantBits());
            if (run < Vector128<byte>.Count)
                return at + run;
            at += Vector128<byte>.Count;
        }

        while ((uint)at < (uint)bytes.Length && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        return at;
    }
}
