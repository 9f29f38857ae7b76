using Goico.Wasm.Compilation;

namespace Goico.Wasm.Debugging;

/// <summary>Makes the table of lines of a module, or of all modules of a component, from the DWARF that they carry.
/// </summary>
internal static class LinePrograms
{
    /// <summary>The most bytes of line programs that are read, of all modules of a file together.</summary>
    public const int MaxBytes = 8 << 20;

    // 32-bit lengths from here on say that a 64-bit one follows, or are reserved.
    private const uint FirstReservedLength = 0xFFFF_FFF0;
    private const uint LongLength = 0xFFFF_FFFF;

    /// <summary>Reads them.</summary>
    /// <param name="wasm">The file; its content need not be valid.</param>
    /// <param name="isOver">Whether there is more than a table may hold.</param>
    /// <returns>The table; null where the file tells of no line, or of too many.</returns>
    public static LineTable? Read(ReadOnlySpan<byte> wasm, out bool isOver)
    {
        IReadOnlyList<DebugSections> modules = WasmSections.Find(wasm);
        isOver = false;
        if (modules.Count == 0)
        {
            return null;
        }
        isOver = modules.Sum(module => module.Lines.End.Value - module.Lines.Start.Value) > MaxBytes;
        if (isOver)
        {
            return null;
        }
        var builder = new LineTableBuilder();
        foreach (DebugSections module in modules)
        {
            ReadModule(wasm, module, builder);
        }
        isOver = builder.IsOver;
        return builder.Build();
    }

    private static void ReadModule(ReadOnlySpan<byte> wasm, in DebugSections sections, LineTableBuilder builder)
    {
        var lines = new ByteReader(wasm[sections.Lines]);
        while (!lines.IsAtEnd && !builder.IsOver)
        {
            ulong length = lines.UInt32();
            bool is64Bit = length == LongLength;
            if (is64Bit)
            {
                length = lines.UInt64();
            }
            else if (length >= FirstReservedLength)
            {
                return;
            }
            var unit = new ByteReader(lines.Take(length));
            int end = sections.Lines.End.Value - lines.Left;
            if (LineUnit.Read(wasm, sections, ref unit, end, is64Bit) is { } head)
            {
                LineProgram.Run(wasm, sections.Code, head, ref unit, builder);
            }
        }
    }
}
