using Goico.Wasm.Compilation;

namespace Goico.Wasm.Debugging;

/// <summary>
/// Finds the debugging sections of a module, or of every module within a component. The bytes may be anything: what
/// is malformed ends the search and is no error.
/// </summary>
/// <remarks>
/// WebAssembly Core Specification 3.0, chapter 5.5 «Modules»; for components
/// https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md.
/// </remarks>
internal static class WasmSections
{
    /// <summary>How many modules with lines are found; those beyond go without.</summary>
    public const int MaxModules = 64;

    private const int HeaderBytes = 8;
    private const int MaxDepth = 16;
    private const int LayerPosition = 6;
    private const byte CustomSection = 0;
    private const byte CodeSection = 10;
    private const byte CoreModuleSection = 1;
    private const byte ComponentSection = 4;

    /// <summary>The modules that carry lines, in the file's order; mostly one, or none.</summary>
    public static IReadOnlyList<DebugSections> Find(ReadOnlySpan<byte> wasm)
    {
        var found = new List<DebugSections>();
        Search(wasm, 0, found, 0);
        return found;
    }

    private static void Search(ReadOnlySpan<byte> bytes, int start, List<DebugSections> found, int depth)
    {
        if (bytes.Length < HeaderBytes || found.Count >= MaxModules)
        {
            return;
        }
        bool isComponent = bytes[LayerPosition] != 0;
        var module = default(DebugSections);
        var sections = new ByteReader(bytes[HeaderBytes..]);
        while (!sections.IsAtEnd)
        {
            byte id = sections.Byte();
            ReadOnlySpan<byte> content = sections.Take(sections.Unsigned());
            if (sections.IsBroken)
            {
                break;
            }
            int at = start + bytes.Length - sections.Left - content.Length;
            if (!isComponent)
            {
                module = Add(module, id, content, at);
            }
            else if (id is CoreModuleSection or ComponentSection && depth < MaxDepth)
            {
                Search(content, at, found, depth + 1);
            }
        }
        if (module.HasLines)
        {
            found.Add(module);
        }
    }

    private static DebugSections Add(DebugSections module, byte id, ReadOnlySpan<byte> content, int at)
    {
        Range whole = at..(at + content.Length);
        if (id == CodeSection)
        {
            return module with { Code = whole };
        }
        if (id != CustomSection)
        {
            return module;
        }
        var reader = new ByteReader(content);
        ReadOnlySpan<byte> name = reader.Take(reader.Unsigned());
        Range rest = (at + content.Length - reader.Left)..whole.End;
        return name.SequenceEqual(".debug_line"u8) ? module with { Lines = rest }
            : name.SequenceEqual(".debug_line_str"u8) ? module with { LineTexts = rest }
            : name.SequenceEqual(".debug_str"u8) ? module with { Texts = rest }
            : module;
    }
}
