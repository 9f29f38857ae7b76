using System.Buffers.Binary;

namespace Jobico.Cli.Inspection;

/// <summary>Reads outlines of programs.</summary>
internal static class Outlines
{
    private const int HeaderBytes = 8;
    private const uint CoreVersion = 1;
    private const ushort ComponentLayer = 1;

    /// <summary>Whether bytes begin as WebAssembly does.</summary>
    public static bool IsWasm(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\0asm"u8);

    /// <summary>The outline of WebAssembly; null where it is of no version that is known.</summary>
    public static ModuleOutline? Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsWasm(bytes) || bytes.Length < HeaderBytes) return null;
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        ReadOnlySpan<byte> sections = bytes[HeaderBytes..];
        if (version == CoreVersion) return CoreReading.Read(sections);
        return version >> 16 == ComponentLayer ? ComponentReading.Read(sections) : null;
    }
}
