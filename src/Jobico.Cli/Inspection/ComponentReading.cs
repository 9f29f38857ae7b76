using System.Collections.Immutable;

namespace Jobico.Cli.Inspection;

/// <summary>Reads the outline of a component: what it imports and exports, in WIT's words.</summary>
/// <remarks>The Component Model's «Component Binary Format Explainer».</remarks>
internal sealed class ComponentReading
{
    private const byte Custom = 0, CoreModule = 1, Component = 4, Instances = 5, Aliases = 6, Types = 7, Canons = 8,
        Imports = 10, Exports = 11;

    private const byte FuncSort = 1, TypeSort = 3, InstanceSort = 5;
    private const int HeaderBytes = 8;
    private const int MaxDepth = 8;

    private readonly WitScope _types = new(outer: null);
    private readonly List<string> _functions = [];
    private readonly List<ImmutableArray<OutlineItem>> _instances = [];
    private readonly ImmutableArray<OutlineItem>.Builder _imports = ImmutableArray.CreateBuilder<OutlineItem>();
    private readonly ImmutableArray<OutlineItem>.Builder _exports = ImmutableArray.CreateBuilder<OutlineItem>();
    private readonly int _depth;
    private CustomSections _custom = new();
    private int _ownFunctions;
    private int _modules;

    private ComponentReading(int depth) => _depth = depth;

    /// <summary>The outline of what follows the header.</summary>
    public static ModuleOutline Read(ReadOnlySpan<byte> sections) => Read(sections, depth: 0);

    private static ModuleOutline Read(ReadOnlySpan<byte> sections, int depth)
    {
        var reading = new ComponentReading(depth);
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
            IsComponent = true,
            Imports = reading._imports.ToImmutable(),
            Exports = reading._exports.ToImmutable(),
            Functions = reading._ownFunctions,
            Modules = reading._modules,
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
                case CoreModule or Component:
                    ReadPart(content, id);
                    break;
                case Instances or Aliases or Types or Canons or Imports or Exports:
                    for (int left = section.Count(); left > 0; left--) ReadItem(ref section, id);
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadItem(ref BinaryReading section, byte id)
    {
        switch (id)
        {
            case Types:
                _types.Define(ref section);
                break;
            case Instances:
                ReadInstance(ref section);
                break;
            case Aliases:
                ReadAlias(ref section);
                break;
            case Canons:
                ReadCanon(ref section);
                break;
            case Imports:
                string name = WitScope.ReadName(ref section);
                _imports.Add(TakeIn(_types.Describe(name, ref section)));
                break;
            default:
                ReadExport(ref section);
                break;
        }
    }

    /// <summary>What is within a component counts as its own.</summary>
    private void ReadPart(ReadOnlySpan<byte> content, byte id)
    {
        if (content.Length < HeaderBytes) throw new BinaryFormatException("A part of the component is cut short.");
        if (_depth == MaxDepth) throw new BinaryFormatException($"Components are nested more than {MaxDepth} deep.");
        ModuleOutline part = id == CoreModule
            ? CoreReading.Read(content[HeaderBytes..])
            : Read(content[HeaderBytes..], _depth + 1);
        _ownFunctions += part.Functions;
        _modules += id == CoreModule ? 1 : part.Modules;
        _custom = _custom.And(part.Custom);
    }

    private OutlineItem TakeIn(OutlineItem item)
    {
        if (item.Kind == "func") _functions.Add(item.Type);
        if (item.Kind == "interface") _instances.Add(item.Members);
        return item;
    }

    private void ReadInstance(ref BinaryReading section)
    {
        var members = ImmutableArray.CreateBuilder<OutlineItem>();
        bool isInstantiation = section.Byte() == 0;
        if (isInstantiation) section.Index();
        for (int left = section.Count(); left > 0; left--)
        {
            string name = isInstantiation ? section.Name() : WitScope.ReadName(ref section);
            (byte sort, uint index) = ReadSortIndex(ref section);
            if (!isInstantiation && sort == FuncSort) members.Add(new OutlineItem(name, "func", FunctionOf(index)));
        }
        _instances.Add(members.ToImmutable());
    }

    private void ReadAlias(ref BinaryReading section)
    {
        byte sort = section.Byte();
        if (sort == 0) section.Byte();
        byte target = section.Byte();
        uint first = section.Index();
        string name = "";
        if (target == 0x02) section.Index();
        else name = section.Name();
        switch (sort)
        {
            case FuncSort:
                _functions.Add(MembersOf(first).FirstOrDefault(member => member.Name == name)?.Type ?? "");
                break;
            case TypeSort:
                _types.Add(name);
                break;
            case InstanceSort:
                _instances.Add([]);
                break;
            default:
                break;
        }
    }

    /// <summary>Reads a canonical definition: one that lifts is a function of the component, the others are core's.
    /// </summary>
    private void ReadCanon(ref BinaryReading section)
    {
        byte kind = section.Byte();
        switch (kind)
        {
            case 0x00:
                section.Byte();
                section.Index();
                ReadCanonOptions(ref section);
                _functions.Add(_types.Get(section.Index()).Text);
                break;
            case 0x01:
                section.Byte();
                section.Index();
                ReadCanonOptions(ref section);
                break;
            case 0x02 or 0x03 or 0x04:
                section.Index();
                break;
            default:
                throw new BinaryFormatException($"A canonical definition is of a form that is not known: {kind}.");
        }
    }

    private static void ReadCanonOptions(ref BinaryReading section)
    {
        for (int left = section.Count(); left > 0; left--)
        {
            // Encodings and the like stand alone; memory, realloc, post-return and callback name something.
            if (section.Byte() is 0x03 or 0x04 or 0x05 or 0x07) section.Index();
        }
    }

    private void ReadExport(ref BinaryReading section)
    {
        string name = WitScope.ReadName(ref section);
        (byte sort, uint index) = ReadSortIndex(ref section);
        OutlineItem item = sort switch
        {
            FuncSort => new OutlineItem(name, "func", FunctionOf(index)),
            InstanceSort => new OutlineItem(name, "interface", "") { Members = MembersOf(index) },
            TypeSort => new OutlineItem(name, "type", ""),
            _ => new OutlineItem(name, "component", ""),
        };
        if (section.Byte() == 1)
        {
            // What it is declared as: a type goes by the new name, and the description counts it.
            OutlineItem declared = _types.Describe(name, ref section);
            if (declared.Type.Length > 0) item = item with { Type = declared.Type };
        }
        else if (sort == TypeSort)
        {
            _types.Add(name);
        }
        if (sort is FuncSort or InstanceSort) TakeIn(item);
        _exports.Add(item);
    }

    private static (byte Sort, uint Index) ReadSortIndex(ref BinaryReading section)
    {
        byte sort = section.Byte();
        if (sort == 0) section.Byte();
        return (sort, section.Index());
    }

    private string FunctionOf(uint index) => index < _functions.Count ? _functions[(int)index] : "";

    private ImmutableArray<OutlineItem> MembersOf(uint index) =>
        index < _instances.Count ? _instances[(int)index] : [];
}
