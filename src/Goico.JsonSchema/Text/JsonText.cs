using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Goico.JsonSchema.Text;

/// <summary>The text of JSON strings in place: unescaping, comparing, counting and hashing, on UTF-8 bytes.</summary>
internal static class JsonText
{
    // Secret per process, so that nobody can prepare names that collide.
    private static readonly ulong s_seed = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong s_key = ((ulong)Random.Shared.NextInt64() << 1) | 1;

    /// <summary>
    /// A hash of unescaped text: its two ends, multiplied under the secrets (as wyhash does), which is all of it up to
    /// sixteen bytes; longer text is folded in eight bytes at a time before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Hash(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        ulong head;
        ulong tail;
        if (length >= 8)
        {
            head = length > 16 ? Fold(text) : Unsafe.ReadUnaligned<ulong>(ref first);
            tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8));
        }
        else if (length >= 4)
        {
            head = Unsafe.ReadUnaligned<uint>(ref first);
            tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
        }
        else
        {
            head = length == 0 ? 0 : text[0] | ((ulong)text[length >> 1] << 8) | ((ulong)text[length - 1] << 16);
            tail = 0;
        }

        ulong hash = Mix(head ^ s_seed ^ ((ulong)length << 32), tail ^ s_key);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Fold(ReadOnlySpan<byte> text)
    {
        ulong hash = s_seed;
        for (; text.Length > 8; text = text[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), s_key);
        return hash;
    }

    /// <summary>Folds a number into a hash.</summary>
    public static int Combine(int hash, ulong value)
    {
        ulong mixed = Mix((uint)hash ^ s_seed ^ value, s_key);
        return (int)(mixed ^ (mixed >> 32));
    }

    /// <summary>
    /// Writes the text of an escaped string that the scanner has accepted; the destination must hold as many bytes
    /// as the source. Returns the bytes written.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        int written = 0;
        int at = 0;
        while (at < raw.Length)
        {
            byte b = raw[at];
            if (b != '\\')
            {
                destination[written++] = b;
                at++;
                continue;
            }

            Rune rune = ReadEscape(raw, ref at);
            written += rune.EncodeToUtf8(destination[written..]);
        }

        return written;
    }

    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        byte[] text = new byte[raw.Length];
        return Encoding.UTF8.GetString(text, 0, Unescape(raw, text));
    }

    /// <summary>Whether a string as written has a given unescaped text.</summary>
    public static bool Same(ReadOnlySpan<byte> raw, bool escaped, ReadOnlySpan<byte> text)
    {
        if (!escaped)
            return raw.SequenceEqual(text);
        Span<byte> encoded = stackalloc byte[4];
        int at = 0;
        while (at < raw.Length)
        {
            if (raw[at] != '\\')
            {
                if (text.IsEmpty || text[0] != raw[at])
                    return false;
                text = text[1..];
                at++;
                continue;
            }

            ReadOnlySpan<byte> expected = encoded[..ReadEscape(raw, ref at).EncodeToUtf8(encoded)];
            if (!text.StartsWith(expected))
                return false;
            text = text[expected.Length..];
        }

        return text.IsEmpty;
    }

    /// <summary>Whether two strings as written, both perhaps escaped, have the same text.</summary>
    public static bool SameWritten(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int a = 0;
        int b = 0;
        while (a < left.Length && b < right.Length)
        {
            // Character by character: one that is written plainly here may be written as an escape there.
            if (ReadRune(left, ref a) != ReadRune(right, ref b))
                return false;
        }

        return a == left.Length && b == right.Length;
    }

    private static Rune ReadRune(ReadOnlySpan<byte> raw, ref int at)
    {
        if (raw[at] == '\\')
            return ReadEscape(raw, ref at);
        Rune.DecodeFromUtf8(raw[at..], out Rune rune, out int consumed);
        at += consumed;
        return rune;
    }

    /// <summary>How many bytes at the start are UTF-8, where not all are.</summary>
    public static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) == OperationStatus.Done)
            at += consumed;
        return at;
    }

    /// <summary>The number of code points in a string as written.</summary>
    public static int CodePoints(ReadOnlySpan<byte> raw, bool escaped)
    {
        int count = 0;
        if (!escaped)
        {
            foreach (byte b in raw)
                count += (b & 0xC0) != 0x80 ? 1 : 0;
            return count;
        }

        int at = 0;
        while (at < raw.Length)
        {
            if (raw[at] == '\\')
            {
                ReadEscape(raw, ref at);
                count++;
                continue;
            }

            count += (raw[at] & 0xC0) != 0x80 ? 1 : 0;
            at++;
        }

        return count;
    }

    private static Rune ReadEscape(ReadOnlySpan<byte> raw, ref int at)
    {
        byte kind = raw[at + 1];
        at += 2;
        switch (kind)
        {
            case (byte)'b': return new Rune('\b');
            case (byte)'f': return new Rune('\f');
            case (byte)'n': return new Rune('\n');
            case (byte)'r': return new Rune('\r');
            case (byte)'t': return new Rune('\t');
            case (byte)'u':
                char first = ReadHex(raw, at);
                at += 4;
                if (!char.IsSurrogate(first))
                    return new Rune(first);
                char second = ReadHex(raw, at + 2);
                at += 6;
                return new Rune(first, second);
            default: return new Rune(kind);
        }
    }

    private static char ReadHex(ReadOnlySpan<byte> raw, int at) =>
        (char)ushort.Parse(raw.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
