using Goico.Wasm.Compilation;

namespace Goico.Wasm.Debugging;

/// <summary>
/// The head of one unit of <c>.debug_line</c>: how its program is to be read, and the files it names.
/// </summary>
/// <remarks>DWARF Debugging Information Format, versions 2 to 5, chapter 6.2.4 «The Line Number Program Header».
/// </remarks>
internal sealed class LineUnit
{
    private const int MaxEntries = 10_000;
    private const int MinVersion = 2;
    private const int MaxVersion = 5;

    // The codes of what an entry of version 5 tells (table 7.27), and of the forms that it is told in (table 7.6).
    private const ulong PathContent = 1;
    private const ulong FolderContent = 2;

    private readonly List<Entry> _folders = [];
    private readonly List<Entry> _files = [];
    private readonly DebugSections _sections;
    private readonly int _end;
    private int[] _numbers = [];
    private int _firstFile;

    private LineUnit(in DebugSections sections, int end)
    {
        _sections = sections;
        _end = end;
    }

    /// <summary>By what addresses are counted.</summary>
    public byte InstructionBytes { get; private set; }

    /// <summary>The least that a special opcode adds to the line.</summary>
    public sbyte LineBase { get; private set; }

    /// <summary>How many lines a special opcode tells apart; never 0.</summary>
    public byte LineRange { get; private set; }

    /// <summary>The first special opcode; never 0.</summary>
    public byte OpcodeBase { get; private set; }

    /// <summary>How many numbers follow each standard opcode, from 1.</summary>
    public byte[] Operands { get; private set; } = [];

    /// <summary>
    /// Reads it; null where it is malformed or of a version that is not known. The unit's reader stands at the program
    /// then.
    /// </summary>
    /// <param name="wasm">The whole file.</param>
    /// <param name="sections">The sections of the module.</param>
    /// <param name="unit">What follows the unit's length.</param>
    /// <param name="end">Where in the file the unit ends.</param>
    /// <param name="is64Bit">Whether offsets have 64 bits.</param>
    public static LineUnit? Read(
        ReadOnlySpan<byte> wasm, in DebugSections sections, ref ByteReader unit, int end, bool is64Bit)
    {
        ushort version = unit.UInt16();
        if (version is < MinVersion or > MaxVersion)
        {
            return null;
        }
        if (version >= 5)
        {
            // The sizes of an address and of a segment selector: each address says its size itself.
            unit.UInt16();
        }
        ulong length = is64Bit ? unit.UInt64() : unit.UInt32();
        var head = new ByteReader(unit.Take(length));
        var read = new LineUnit(sections, end - unit.Left);
        return !unit.IsBroken && read.ReadHead(wasm, ref head, version, is64Bit) ? read : null;
    }

    /// <summary>The builder's number of a file of this unit; 0 where its name is not known.</summary>
    public int FileOf(ulong index, ReadOnlySpan<byte> wasm, LineTableBuilder builder)
    {
        ulong place = index - (ulong)_firstFile;
        if (place >= (ulong)_files.Count)
        {
            return 0;
        }
        if (_numbers.Length == 0)
        {
            _numbers = new int[_files.Count];
        }
        ref int number = ref _numbers[place];
        if (number == 0)
        {
            Entry file = _files[(int)place];
            // Folder 0 is where the compiler ran, and says nothing to whoever wrote the file.
            ulong folder = file.Folder - (ulong)_firstFile;
            Entry within = file.Folder != 0 && folder < (ulong)_folders.Count ? _folders[(int)folder] : default;
            // One more than the number, so that what has none is not asked for again.
            number = builder.FileOf(within.In(wasm), file.In(wasm)) + 1;
        }
        return number - 1;
    }

    private bool ReadHead(ReadOnlySpan<byte> wasm, ref ByteReader head, ushort version, bool is64Bit)
    {
        InstructionBytes = head.Byte();
        // Several operations in one instruction are for machines of another kind.
        bool isSingle = version < 4 || head.Byte() == 1;
        head.Byte();
        LineBase = (sbyte)head.Byte();
        LineRange = head.Byte();
        OpcodeBase = head.Byte();
        if (!isSingle || LineRange == 0 || OpcodeBase == 0)
        {
            return false;
        }
        Operands = head.Take((ulong)OpcodeBase - 1).ToArray();
        if (version >= 5)
        {
            return ReadTable(wasm, ref head, is64Bit, _folders) && ReadTable(wasm, ref head, is64Bit, _files);
        }
        // Both are counted from 1, and what is 0 was said elsewhere.
        _firstFile = 1;
        return ReadFolders(ref head) && ReadFiles(ref head);
    }

    private bool ReadFolders(ref ByteReader head)
    {
        while (!head.IsBroken && _folders.Count < MaxEntries)
        {
            Entry folder = ReadText(ref head);
            if (folder.Length == 0)
            {
                return !head.IsBroken;
            }
            _folders.Add(folder);
        }
        return false;
    }

    private bool ReadFiles(ref ByteReader head)
    {
        while (!head.IsBroken && _files.Count < MaxEntries)
        {
            Entry file = ReadText(ref head);
            if (file.Length == 0)
            {
                return !head.IsBroken;
            }
            _files.Add(file with { Folder = head.Unsigned() });
            // When it was changed, and its size.
            head.Unsigned();
            head.Unsigned();
        }
        return false;
    }

    /// <summary>A table of version 5 says first of what its entries consist.</summary>
    private bool ReadTable(ReadOnlySpan<byte> wasm, ref ByteReader head, bool is64Bit, List<Entry> entries)
    {
        Span<(ulong Content, ulong Form)> format = new (ulong, ulong)[head.Byte()];
        foreach (ref (ulong Content, ulong Form) part in format)
        {
            part = (head.Unsigned(), head.Unsigned());
        }
        ulong count = head.Unsigned();
        // Each entry takes a byte at the least, unless it consists of nothing.
        if (head.IsBroken || count > MaxEntries || count > 0 && format.IsEmpty)
        {
            return false;
        }
        for (; count > 0 && !head.IsBroken; count--)
        {
            var entry = default(Entry);
            foreach ((ulong content, ulong form) in format)
            {
                (Entry text, ulong number) = ReadForm(wasm, ref head, form, is64Bit);
                entry = content switch
                {
                    PathContent => entry with { Start = text.Start, Length = text.Length },
                    FolderContent => entry with { Folder = number },
                    _ => entry,
                };
            }
            entries.Add(entry);
        }
        return !head.IsBroken;
    }

    private (Entry Text, ulong Number) ReadForm(
        ReadOnlySpan<byte> wasm, ref ByteReader head, ulong form, bool is64Bit)
    {
        switch (form)
        {
            case 0x08: // string
                return (ReadText(ref head), 0);
            case 0x0E: // strp
                return (TextAt(wasm, _sections.Texts, is64Bit ? head.UInt64() : head.UInt32()), 0);
            case 0x1F: // line_strp
                return (TextAt(wasm, _sections.LineTexts, is64Bit ? head.UInt64() : head.UInt32()), 0);
            case 0x0B: // data1
                return (default, head.Byte());
            case 0x05: // data2
                return (default, head.UInt16());
            case 0x06: // data4
                return (default, head.UInt32());
            case 0x07: // data8
                return (default, head.UInt64());
            case 0x0F: // udata
                return (default, head.Unsigned());
            case 0x1E: // data16, a digest
                head.Take(16);
                return default;
            case 0x09: // block
                head.Take(head.Unsigned());
                return default;
            default:
                head.Break();
                return default;
        }
    }

    /// <summary>A text that stands in the head itself.</summary>
    private Entry ReadText(ref ByteReader head)
    {
        int start = _end - head.Left;
        return new Entry(start, head.Text().Length, 0);
    }

    private static Entry TextAt(ReadOnlySpan<byte> wasm, Range section, ulong offset)
    {
        int start = section.Start.Value;
        if (offset >= (ulong)(section.End.Value - start))
        {
            return default;
        }
        start += (int)offset;
        ReadOnlySpan<byte> text = wasm[start..Math.Min(section.End.Value, start + LineTableBuilder.MaxNameBytes + 1)];
        int length = text.IndexOf((byte)0);
        return length < 0 ? default : new Entry(start, length, 0);
    }

    /// <summary>A folder or a file: where its name stands in the module's file, and in which folder it is.</summary>
    private readonly record struct Entry(int Start, int Length, ulong Folder)
    {
        public ReadOnlySpan<byte> In(ReadOnlySpan<byte> wasm) => wasm.Slice(Start, Length);
    }
}
