namespace Goico.Wasm.Components;

/// <summary>
/// Reads from a component's bytes which memories its modules define: a component exports none. It follows the binary
/// format (https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md), whose sections are known to
/// be well formed once the engine has compiled them; what is not is passed over.
/// </summary>
internal static class ComponentMemories
{
    private const int HeaderBytes = 8;
    private const int MaxDepth = 16;
    private const byte CoreModuleSection = 1;
    private const byte ComponentSection = 4;
    private const byte MemorySection = 5;
    private const ulong HasMaximum = 1;

    /// <summary>Pages at the start of all memories together, and at the most, where all of them say so.</summary>
    public static (long MinimumPages, long? MaximumPages) Read(ReadOnlySpan<byte> component)
    {
        var found = new Sum();
        ReadComponent(component, found, 0);
        return (found.Minimum, found.Maximum);
    }

    private static void ReadComponent(ReadOnlySpan<byte> bytes, Sum found, int depth)
    {
        for (bytes = AfterHeader(bytes); TrySection(ref bytes, out byte id, out ReadOnlySpan<byte> body);)
        {
            if (id == CoreModuleSection)
            {
                ReadModule(body, found);
            }
            else if (id == ComponentSection && depth < MaxDepth)
            {
                ReadComponent(body, found, depth + 1);
            }
        }
    }

    private static void ReadModule(ReadOnlySpan<byte> bytes, Sum found)
    {
        for (bytes = AfterHeader(bytes); TrySection(ref bytes, out byte id, out ReadOnlySpan<byte> body);)
        {
            if (id == MemorySection && TryNumber(ref body, out ulong count))
            {
                for (; count > 0 && TryMemory(ref body, found); count--)
                {
                }
            }
        }
    }

    private static bool TryMemory(ref ReadOnlySpan<byte> body, Sum found)
    {
        if (!TryNumber(ref body, out ulong flags) || !TryNumber(ref body, out ulong minimum))
        {
            return false;
        }
        ulong maximum = 0;
        bool isBounded = (flags & HasMaximum) != 0;
        if (isBounded && !TryNumber(ref body, out maximum))
        {
            return false;
        }
        found.Minimum += (long)minimum;
        found.Maximum = isBounded ? found.Maximum + (long)maximum : null;
        return true;
    }

    private static ReadOnlySpan<byte> AfterHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length < HeaderBytes ? [] : bytes[HeaderBytes..];

    private static bool TrySection(ref ReadOnlySpan<byte> bytes, out byte id, out ReadOnlySpan<byte> body)
    {
        body = default;
        id = bytes.IsEmpty ? (byte)0 : bytes[0];
        bytes = bytes.IsEmpty ? bytes : bytes[1..];
        if (!TryNumber(ref bytes, out ulong size) || size > (ulong)bytes.Length)
        {
            return false;
        }
        body = bytes[..(int)size];
        bytes = bytes[(int)size..];
        return true;
    }

    /// <summary>Takes an unsigned LEB128 number of 64 bits at the most.</summary>
    private static bool TryNumber(ref ReadOnlySpan<byte> bytes, out ulong number)
    {
        const int BitsPerByte = 7;
        number = 0;
        for (int i = 0; i < bytes.Length && i * BitsPerByte < 64; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (i * BitsPerByte);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    private sealed class Sum
    {
        public long Minimum { get; set; }

        public long? Maximum { get; set; } = 0;
    }
}
