using System.Buffers.Binary;

namespace Goico.Wasm.Compilation;

/// <summary>What the first bytes of an upload tell, before a compiler sees the rest.</summary>
internal static class WasmBytes
{
    private const int HeaderBytes = 8;
    private const uint ModuleVersion = 1;
    private const ushort ComponentLayer = 1;

    private static ReadOnlySpan<byte> Magic => "\0asm"u8;

    /// <summary>What is wrong with the header, or null where a module follows.</summary>
    public static (bool IsWasm, string? Message) Look(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return (false, "The file is empty.");
        }
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic))
        {
            return (false, bytes.TrimStart(" \t\r\n"u8).StartsWith("(module"u8)
                ? "The file is WebAssembly text; compile it to a binary module first (wat2wasm)."
                : "The file is not WebAssembly: it does not begin with the bytes 00 61 73 6D.");
        }
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[Magic.Length..]);
        if (version == ModuleVersion)
        {
            return (true, null);
        }
        return (true, version >> 16 == ComponentLayer
            ? "The file is a WebAssembly component; this host runs core modules (core and command ABI)."
            : $"The file is of WebAssembly version {version}; this host knows version 1.");
    }
}
