using System.Collections.Immutable;

namespace Jobico.Cli.Inspection;

/// <summary>A type of a component, in WIT's words.</summary>
/// <param name="Text">How it is written where it is used: its name, where it has one.</param>
/// <param name="Members">Of an instance's type: the functions of the interface.</param>
internal sealed record WitType(string Text, ImmutableArray<OutlineItem> Members)
{
    private const int MaxText = 512;

    /// <summary>Cut, so that types made of types can't grow without bound.</summary>
    public string Text { get; } = Text.Length <= MaxText ? Text : Text[..MaxText] + "…";
}

/// <summary>The types that indices mean within a component, an instance's or a component's type.</summary>
/// <remarks>The Component Model's «Component Binary Format Explainer», section «Type Definitions».</remarks>
internal sealed class WitScope(WitScope? outer)
{
    private const int MaxDepth = 32;

    private const byte TypeDeclared = 0x01, AliasDeclared = 0x02, ImportDeclared = 0x03, ExportDeclared = 0x04;

    private readonly int _depth = outer is null ? 0 : outer._depth + 1;
    private readonly List<WitType> _types = [];

    /// <summary>Takes a type in under the next index.</summary>
    public void Add(string text) => _types.Add(new WitType(text, []));

    /// <summary>The type of an index.</summary>
    public WitType Get(uint index) => index < _types.Count
        ? _types[(int)index]
        : throw new BinaryFormatException($"A type of index {index} is used and not defined.");

    /// <summary>Reads a definition of a type, and takes it in.</summary>
    public void Define(ref BinaryReading reading) => _types.Add(ReadDefinition(ref reading));

    /// <summary>Reads what an import or an export is, and takes in what types it brings.</summary>
    /// <returns>It, under that name.</returns>
    public OutlineItem Describe(string name, ref BinaryReading reading)
    {
        byte kind = reading.Byte();
        switch (kind)
        {
            case 0x00:
                reading.Byte();
                reading.Index();
                return new OutlineItem(name, "core module", "");
            case 0x01:
                return new OutlineItem(name, "func", Get(reading.Index()).Text);
            case 0x02:
                if (reading.Byte() == 0) reading.Index();
                else ReadUse(ref reading);
                return new OutlineItem(name, "value", "");
            case 0x03:
                // Either equal to another type or a resource of its own: from here on it goes by this name.
                if (reading.Byte() == 0) reading.Index();
                Add(name);
                return new OutlineItem(name, "type", "");
            case 0x04:
                reading.Index();
                return new OutlineItem(name, "component", "");
            case 0x05:
                return new OutlineItem(name, "interface", "") { Members = Get(reading.Index()).Members };
            default:
                throw new BinaryFormatException($"'{name}' is of a kind that is not known: {kind}.");
        }
    }

    /// <summary>The name of an import or an export.</summary>
    public static string ReadName(ref BinaryReading reading) => reading.Byte() is 0 or 1
        ? reading.Name()
        : throw new BinaryFormatException($"At byte {reading.Position}, a name is of a form that is not known.");

    private WitType ReadDefinition(ref BinaryReading reading)
    {
        byte code = reading.Peek;
        if (code is >= 0x73 and <= 0x7F or 0x64) return new WitType(ReadUse(ref reading), []);
        reading.Byte();
        return code switch
        {
            0x40 or 0x43 => new WitType(ReadFunction(ref reading, code == 0x43), []),
            0x41 => new WitType("component", ReadDeclarations(ref reading)),
            0x42 => new WitType("instance", ReadDeclarations(ref reading)),
            0x3F => new WitType(ReadResource(ref reading), []),
            _ => new WitType(ReadComposite(code, ref reading), []),
        };
    }

    private ImmutableArray<OutlineItem> ReadDeclarations(ref BinaryReading reading)
    {
        if (_depth == MaxDepth) throw new BinaryFormatException($"Types are nested more than {MaxDepth} deep.");
        var inner = new WitScope(this);
        var members = ImmutableArray.CreateBuilder<OutlineItem>();
        for (int left = reading.Count(); left > 0; left--)
        {
            byte kind = reading.Byte();
            switch (kind)
            {
                case TypeDeclared:
                    inner.Define(ref reading);
                    break;
                case AliasDeclared:
                    inner.ReadAlias(ref reading);
                    break;
                case ImportDeclared or ExportDeclared:
                    string name = ReadName(ref reading);
                    OutlineItem item = inner.Describe(name, ref reading);
                    if (kind == ExportDeclared && item.Kind == "func") members.Add(item);
                    break;
                default:
                    throw new BinaryFormatException($"A declaration is of a form that is not known: {kind}.");
            }
        }
        return members.ToImmutable();
    }

    /// <summary>Reads an alias within a type: of an outer type, or of an instance's export, by its name.</summary>
    private void ReadAlias(ref BinaryReading reading)
    {
        byte sort = reading.Byte();
        if (sort == 0) reading.Byte();
        byte target = reading.Byte();
        if (target == 0x02)
        {
            WitScope? scope = this;
            for (uint up = reading.Index(); up > 0 && scope is not null; up--) scope = scope.Outer;
            uint index = reading.Index();
            if (sort != 3) return;
            if (scope is null) throw new BinaryFormatException("An alias reaches outside the component.");
            _types.Add(scope.Get(index));
            return;
        }
        reading.Index();
        string name = reading.Name();
        if (sort == 3) Add(name);
    }

    private WitScope? Outer => outer;

    private string ReadFunction(ref BinaryReading reading, bool isAsync)
    {
        string parameters = ReadLabelled(ref reading);
        string result = "";
        if (reading.Byte() == 0) result = " -> " + ReadUse(ref reading);
        else reading.Byte();
        return $"{(isAsync ? "async " : "")}func({parameters}){result}";
    }

    private static string ReadResource(ref BinaryReading reading)
    {
        reading.Byte();
        if (reading.Byte() == 1) reading.Index();
        return "resource";
    }

    private string ReadLabelled(ref BinaryReading reading)
    {
        var fields = new WitWords();
        for (int left = reading.Count(); left > 0; left--)
        {
            string label = reading.Name();
            fields.Add($"{label}: {ReadUse(ref reading)}");
        }
        return fields.ToString();
    }

    /// <summary>Reads a type where it is used: the index of a definition, or one of WIT's own.</summary>
    private string ReadUse(ref BinaryReading reading)
    {
        byte code = reading.Peek;
        // Indices are signed numbers, so that the first byte of one is below 0x40 or above 0x7F.
        if (code is < 0x40 or >= 0x80) return Get(reading.Index()).Text;
        reading.Byte();
        return code switch
        {
            0x7F => "bool",
            0x7E => "s8",
            0x7D => "u8",
            0x7C => "s16",
            0x7B => "u16",
            0x7A => "s32",
            0x79 => "u32",
            0x78 => "s64",
            0x77 => "u64",
            0x76 => "f32",
            0x75 => "f64",
            0x74 => "char",
            0x73 => "string",
            0x64 => "error-context",
            _ => throw Unknown(code),
        };
    }

    private string ReadComposite(byte code, ref BinaryReading reading) => code switch
    {
        0x72 => $"record {{ {ReadLabelled(ref reading)} }}",
        0x71 => $"variant {{ {ReadCases(ref reading)} }}",
        0x70 => $"list<{ReadUse(ref reading)}>",
        0x6F => $"tuple<{ReadUses(ref reading)}>",
        0x6E => $"flags {{ {ReadLabels(ref reading)} }}",
        0x6D => $"enum {{ {ReadLabels(ref reading)} }}",
        0x6B => $"option<{ReadUse(ref reading)}>",
        0x6A => ReadResult(ref reading),
        0x69 => Get(reading.Index()).Text,
        0x68 => $"borrow<{Get(reading.Index()).Text}>",
        0x67 => ReadFixedList(ref reading),
        0x66 => Wrapped("stream", ReadOptional(ref reading)),
        0x65 => Wrapped("future", ReadOptional(ref reading)),
        _ => throw Unknown(code),
    };

    private static BinaryFormatException Unknown(byte code) =>
        new($"A type is of a form that is not known: 0x{code:x2}.");

    private static string Wrapped(string name, string? of) => of is null ? name : $"{name}<{of}>";

    private string ReadFixedList(ref BinaryReading reading)
    {
        string of = ReadUse(ref reading);
        return $"list<{of}, {reading.Index()}>";
    }

    private string? ReadOptional(ref BinaryReading reading) => reading.Byte() == 0 ? null : ReadUse(ref reading);

    private string ReadResult(ref BinaryReading reading)
    {
        string? ok = ReadOptional(ref reading);
        string? error = ReadOptional(ref reading);
        return (ok, error) switch
        {
            (null, null) => "result",
            (_, null) => $"result<{ok}>",
            _ => $"result<{ok ?? "_"}, {error}>",
        };
    }

    private string ReadUses(ref BinaryReading reading)
    {
        var uses = new WitWords();
        for (int left = reading.Count(); left > 0; left--) uses.Add(ReadUse(ref reading));
        return uses.ToString();
    }

    private static string ReadLabels(ref BinaryReading reading)
    {
        var labels = new WitWords();
        for (int left = reading.Count(); left > 0; left--) labels.Add(reading.Name());
        return labels.ToString();
    }

    private string ReadCases(ref BinaryReading reading)
    {
        var cases = new WitWords();
        for (int left = reading.Count(); left > 0; left--)
        {
            string label = reading.Name();
            string? of = ReadOptional(ref reading);
            // A case that refines another: reserved, and always 0.
            reading.Byte();
            cases.Add(of is null ? label : $"{label}({of})");
        }
        return cases.ToString();
    }
}
