namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Changes documents byte by byte: what comes out is seldom JSON, and then just not.</summary>
internal sealed class ByteMutation(Random random)
{
    private static readonly byte[][] s_pieces =
    [
        [.. "\""u8], [.. "\\"u8], [.. "\\u"u8], [.. "\\u0061"u8], [.. "\\ud800"u8], [.. "\\udc00"u8],
        [.. "\\ud83d\\ude00"u8], [.. "\\uD83D\\u0041"u8], [.. "{"u8], [.. "}"u8], [.. "["u8], [.. "]"u8], [.. ","u8],
        [.. ":"u8], [.. "0"u8], [.. "-"u8], [.. "."u8], [.. "e"u8], [.. "E+"u8], [.. "1e999999999"u8],
        [.. "1e1000000000"u8], [.. "1e-0000000000001"u8], [.. "00"u8], [.. "-0"u8], [.. "tru"u8], [.. "null"u8],
        [.. "\n"u8], [.. "\t"u8], [.. "\r"u8], [.. " "u8], [.. "\""u8, 0, .. "\""u8], [0], [0x1f], [0x7f], [0x80],
        [0xbf], [0xc0, 0x80], [0xc3, 0x28], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
        [0xf0, 0x9f, 0x98, 0x80], [0xef, 0xbb, 0xbf], [0xff], [.. "//"u8], [.. "/**/"u8], [.. "NaN"u8], [.. "'a'"u8],
        [.. "\"a\":1,"u8], [.. "\"\\u0061\":2,"u8], [.. "{\"a\":1,\"\\u0061\":2}"u8],
    ];

    public byte[] Of(byte[] document, byte[] other)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
            document = Once(document, other);
        return document;
    }

    private byte[] Once(byte[] document, byte[] other)
    {
        int at = random.Next(document.Length + 1);
        int to = Math.Min(document.Length, at + (random.Next(4) == 0 ? random.Next(40) : 1));
        switch (random.Next(9))
        {
            case 0:
                return [.. document[..at], .. document[to..]];
            case 1:
                return document[..at];
            case 2 when at < document.Length:
                byte[] flipped = [.. document];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 3 when at < document.Length:
                byte[] changed = [.. document];
                changed[at] = (byte)random.Next(256);
                return changed;
            case 4:
                // A piece of it once more, somewhere.
                int target = random.Next(document.Length + 1);
                return [.. document[..target], .. document[at..to], .. document[target..]];
            case 5:
                int from = random.Next(other.Length + 1);
                byte[] piece = other[from..Math.Min(other.Length, from + random.Next(60))];
                return [.. document[..at], .. piece, .. document[at..]];
            case 6 when random.Next(4) == 0:
                int depth = random.Next(1, 70);
                return [.. document[..at], .. Enumerable.Repeat((byte)'[', depth), .. "1"u8,
                    .. Enumerable.Repeat((byte)']', depth), .. document[at..]];
            default:
                return [.. document[..at], .. s_pieces[random.Next(s_pieces.Length)], .. document[at..]];
        }
    }
}
