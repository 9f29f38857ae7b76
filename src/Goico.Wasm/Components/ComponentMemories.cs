using Goico.Wasm.Compilation;

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

    private static void ReadComponent(ReadOnlySpan<byte> component, Sum found, int depth)
    {
        var sections = new ByteReader(AfterHeader(component));
        while (!sections.IsAtEnd)
        {
            byte id = sections.Byte();
            ReadOnlySpan<byte> body = sections.Take(sections.Unsigned());
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

    private static void ReadModule(ReadOnlySpan<byte> module, Sum found)
    {
        var sections = new ByteReader(AfterHeader(module));
        while (!sections.IsAtEnd)
        {
            byte id = sections.Byte();
            var body = new ByteReader(sections.Take(sections.Unsigned()));
            if (id != MemorySection)
            {
                continue;
            }
            for (ulong count = body.Unsigned(); count > 0 && !body.IsAtEnd; count--)
            {
                ReadMemory(ref body, found);
            }
        }
    }

    private static void ReadMemory(ref ByteReader body, Sum found)
    {
        bool isBounded = (body.Unsigned() & HasMaximum) != 0;
        long minimum = (long)body.Unsigned();
        long? maximum = isBounded ? (long)body.Unsigned() : null;
        if (!body.IsBroken)
        {
            found.Minimum += minimum;
            found.Maximum += maximum;
        }
    }

    private static ReadOnlySpan<byte> AfterHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length < HeaderBytes ? [] : bytes[HeaderBytes..];

    private sealed class Sum
    {
        public long Minimum { get; set; }

        public long? Maximum { get; set; } = 0;
    }
}
