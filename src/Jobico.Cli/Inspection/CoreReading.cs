using System.Collections.Immutable;

namespace Jobico.Cli.Inspection;

/// <summary>Reads the outline of a core module. Code and data are passed over: whether they are valid is a compiler's
/// to say.</summary>
/// <remarks>WebAssembly Core Specification 3.0, chapter 5.5 «Modules».</remarks>
internal sealed class CoreReading
{
    private const byte Custom = 0, Types = 1, Imports = 2, Functions = 3, Memories = 5, Exports = 7;
    private const byte FunctionForm = 0x60;
    private const byte Func = 0, Table = 1, Memory = 2, Global = 3, Tag = 4;
    private const long PageBytes = 64 << 10;

    private readonly List<string> _types = [];
    private readonly List<uint> _functions = [];
    private readonly ImmutableArray<OutlineItem>.Builder _imports = ImmutableArray.CreateBuilder<OutlineItem>();
    private readonly ImmutableArray<OutlineItem>.Builder _exports = ImmutableArray.CreateBuilder<OutlineItem>();
    private readonly ImmutableArray<OutlineMemory>.Builder _memories = ImmutableArray.CreateBuilder<OutlineMemory>();
    private CustomSections _custom = new();
    private int _ownFunctions;

    private CoreReading()
    {
    }

    /// <summary>The outline of what follows the header.</summary>
    public static ModuleOutline Read(ReadOnlySpan<byte> sections)
    {
        var reading = new CoreReading();
        string? problem = null;
        try
        {
            reading.ReadSections(sections);
        }
        catch (BinaryFormatException fault)
        {
            problem = fault.Message;
        }
        return new ModuleOutline
        {
            Imports = reading._imports.ToImmutable(),
            Exports = reading._exports.ToImmutable(),
            Memories = reading._memories.ToImmutable(),
            Functions = reading._ownFunctions,
            Custom = reading._custom,
            Problem = problem,
        };
    }

    private void ReadSections(ReadOnlySpan<byte> sections)
    {
        var reading = new BinaryReading(sections);
        while (!reading.IsAtEnd)
        {
            byte id = reading.Byte();
            ReadOnlySpan<byte> content = reading.Bytes(reading.Index());
            var section = new BinaryReading(content);
            switch (id)
            {
                case Custom:
                    string name = section.Name();
                    _custom = _custom.With(name, content[section.Position..]);
                    break;
                case Types:
                    ReadTypes(ref section);
                    break;
                case Imports:
                    for (int left = section.Count(); left > 0; left--) ReadImport(ref section);
                    break;
                case Functions:
                    _ownFunctions = section.Count();
                    for (int left = _ownFunctions; left > 0; left--) _functions.Add(section.Index());
                    break;
                case Memories:
                    for (int left = section.Count(); left > 0; left--) _memories.Add(ReadMemory(ref section));
                    break;
                case Exports:
                    for (int left = section.Count(); left > 0; left--) ReadExport(ref section);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Types of other proposals end it: those before them keep their names, and others are not needed.
    /// </summary>
    private void ReadTypes(ref BinaryReading section)
    {
        for (int left = section.Count(); left > 0 && section.Peek == FunctionForm; left--)
        {
            section.Byte();
            string parameters = ReadValueTypes(ref section);
            string results = ReadValueTypes(ref section);
            _types.Add(results.Length == 0 ? $"({parameters})" : $"({parameters}) -> {results}");
        }
    }

    private static string ReadValueTypes(ref BinaryReading section)
    {
        var names = new List<string>();
        for (int left = section.Count(); left > 0; left--) names.Add(ReadValueType(ref section));
        return string.Join(", ", names);
    }

    private static string ReadValueType(ref BinaryReading section)
    {
        byte code = section.Byte();
        if (code is 0x63 or 0x64)
        {
            // A reference to a heap type: its index is all there is to pass over.
            section.Unsigned();
            return "ref";
        }
        return code switch
        {
            0x7F => "i32",
            0x7E => "i64",
            0x7D => "f32",
            0x7C => "f64",
            0x7B => "v128",
            0x70 => "funcref",
            0x6F => "externref",
            _ => $"0x{code:x2}",
        };
    }

    private void ReadImport(ref BinaryReading section)
    {
        string name = $"{section.Name()}.{section.Name()}";
        byte kind = section.Byte();
        switch (kind)
        {
            case Func:
                uint type = section.Index();
                _functions.Add(type);
                _imports.Add(new OutlineItem(name, "func", TypeOf(type)));
                break;
            case Table:
                ReadValueType(ref section);
                ReadLimits(ref section);
                _imports.Add(new OutlineItem(name, "table", ""));
                break;
            case Memory:
                _memories.Add(ReadMemory(ref section));
                _imports.Add(new OutlineItem(name, "memory", ""));
                break;
            case Global:
                string value = ReadValueType(ref section);
                section.Byte();
                _imports.Add(new OutlineItem(name, "global", value));
                break;
            case Tag:
                section.Byte();
                section.Index();
                _imports.Add(new OutlineItem(name, "tag", ""));
                break;
            default:
                throw new BinaryFormatException($"The import '{name}' is of a kind that is not known: {kind}.");
        }
    }

    private void ReadExport(ref BinaryReading section)
    {
        string name = section.Name();
        byte kind = section.Byte();
        uint index = section.Index();
        string word = kind switch
        {
            Func => "func",
            Table => "table",
            Memory => "memory",
            Global => "global",
            Tag => "tag",
            _ => throw new BinaryFormatException($"The export '{name}' is of a kind that is not known: {kind}."),
        };
        string type = kind == Func && index < _functions.Count ? TypeOf(_functions[(int)index]) : "";
        _exports.Add(new OutlineItem(name, word, type));
    }

    private static OutlineMemory ReadMemory(ref BinaryReading section)
    {
        (ulong minimum, ulong? maximum) = ReadLimits(ref section);
        return new OutlineMemory(BytesOf(minimum), maximum is { } most ? BytesOf(most) : null);
    }

    private static (ulong Minimum, ulong? Maximum) ReadLimits(ref BinaryReading section)
    {
        byte flags = section.Byte();
        ulong minimum = section.Unsigned();
        return (minimum, (flags & 1) == 1 ? section.Unsigned() : null);
    }

    private static long BytesOf(ulong pages) =>
        pages > long.MaxValue / PageBytes ? long.MaxValue : (long)pages * PageBytes;

    private string TypeOf(uint index) => index < _types.Count ? _types[(int)index] : "";
}
