using System.Buffers.Binary;

namespace Goico.Wasm.Compilation;

/// <summary>What the first bytes of an upload tell, before a compiler sees the rest.</summary>
internal static class WasmBytes
{
    private const int HeaderBytes = 8;
    private const uint ModuleVersion = 1;
    private const ushort ComponentLayer = 1;

    // The version that tools of the component model write, below the layer.
    private const ushort ComponentEncoding = 13;
    private const uint ComponentVersion = ComponentEncoding | (uint)ComponentLayer << 16;

    private static ReadOnlySpan<byte> Magic => "\0asm"u8;

    /// <summary>Whether the bytes are a component's, where nothing is wrong with their header.</summary>
    public static bool IsComponent(ReadOnlySpan<byte> bytes) => Version(bytes) == ComponentVersion;

    /// <summary>What is wrong with the header, or null where a module or a component follows.</summary>
    public static (bool IsWasm, string? Message) Look(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return (false, "The file is empty.");
        }
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic))
        {
            ReadOnlySpan<byte> text = bytes.TrimStart(" \t\r\n"u8);
            return (false, text.StartsWith("(module"u8) || text.StartsWith("(component"u8)
                ? "The file is WebAssembly text; compile it to a binary module first (wat2wasm)."
                : "The file is not WebAssembly: it does not begin with the bytes 00 61 73 6D.");
        }
        uint version = Version(bytes);
        if (version is ModuleVersion or ComponentVersion)
        {
            return (true, null);
        }
        return (true, version >> 16 == ComponentLayer
            ? $"The file is a WebAssembly component of version {(ushort)version}; "
                + $"this host knows version {ComponentEncoding}."
            : $"The file is of WebAssembly version {version}; this host knows version 1.");
    }

    private static uint Version(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[Magic.Length..]);
}
