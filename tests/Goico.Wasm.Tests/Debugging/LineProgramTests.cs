using System.Buffers.Binary;
using CsCheck;
using Goico.Wasm.Debugging;

namespace Goico.Wasm.Tests.Debugging;

/// <summary>Line programs written by hand, over a module whose code section has 100 bytes of content.</summary>
public sealed class LineProgramTests
{
    private const int CodeBytes = 100;
    private const int CodeStart = 10;

    private static readonly byte[] Module = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 10, CodeBytes, .. new byte[CodeBytes]];

    private static readonly byte[] End = [0, 1, 1];

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 3)]
    [InlineData(32, 20)]
    [InlineData(33, null)]
    public void Find_AddressWithinAndAround_IsTheRowBefore(int address, int? line)
    {
        // Special opcode 13 + 2 - -5 + 14 * 5 adds 2 to the line and 5 to the address; const_add_pc adds 17.
        byte[] program = [.. At(10), 1, 13 + 7 + 70, 8, 3, 17, 1, 2, 1, .. End];

        LineTable? table = Read(program);

        Assert.Equal(line, table!.Find(CodeStart + address)?.Line);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(100u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0xFFFF_FFFEu)]
    public void Read_SequenceOfCodeThatWasLeftOut_IsNotTaken(uint start) =>
        Assert.Null(Read([.. At(start), 1, 2, 8, 1, .. End]));

    [Fact]
    public void Read_SequenceThatEndsNowhereOrGoesBack_IsNotTakenAndOthersAre()
    {
        byte[] back = [.. At(50), 1, .. At(40), 1, 2, 20, .. End];
        byte[] outside = [.. At(60), 1, 2, 90, .. End];
        byte[] good = [.. At(20), 3, 6, 1, 2, 4, .. End];

        LineTable? table = Read([.. back, .. outside, .. good, .. At(80), 1]);

        Assert.Equal(
            [null, null, 7, null],
            new[] { 40, 60, 20, 80 }.Select(address => table!.Find(CodeStart + address)?.Line));
    }

    [Fact]
    public void Read_LineZeroOrUnknownFile_IsCodeWithoutALine()
    {
        // advance_line by -1, then set_file 9.
        LineTable? table = Read([.. At(10), 1, 2, 1, 3, 0x7F, 1, 2, 1, 3, 1, 4, 9, 1, 2, 1, 4, 1, 1, 2, 1, .. End]);

        Assert.Equal(
            [1, null, null, 1],
            Enumerable.Range(10, 4).Select(address => table!.Find(CodeStart + address)?.Line));
    }

    [Fact]
    public void Read_MoreRowsThanATableHolds_IsOver()
    {
        const int Sequences = LineTable.MaxRows / 2 + 1;
        byte[] program = [.. Enumerable.Range(0, Sequences).SelectMany(_ => (byte[])[.. At(10), 1, 2, 1, .. End])];

        Assert.Null(LinePrograms.Read(WithLines(Unit(program)), out bool isOver));

        Assert.True(isOver);
    }

    [Fact]
    public void Read_EntriesOfNothingWithoutEnd_EndsAtOnce()
    {
        // Version 5: no formats, and 2^35 - 1 folders.
        byte[] head = [1, 1, 1, 0xFB, 14, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
        byte[] unit = [5, 0, 4, 0, .. UInt32(head.Length), .. head];

        Assert.Null(LinePrograms.Read(WithLines([.. UInt32(unit.Length), .. unit]), out bool isOver));

        Assert.False(isOver);
    }

    [Fact]
    public void Read_ModulesOfAComponent_AreFoundAtTheirPlaces()
    {
        byte[] module = WithLines(Unit([.. At(10), 1, 2, 1, .. End]));
        Assert.InRange(module.Length, 128, 16_383);
        byte[] section = [1, (byte)(module.Length & 0x7F | 0x80), (byte)(module.Length >> 7), .. module];
        byte[] component = [0, 0x61, 0x73, 0x6D, 13, 0, 1, 0, .. section, .. section];

        LineTable? table = LinePrograms.Read(component, out _);

        Assert.Equal(new SourceLine("src/a.c", 1), table!.Find(8 + 3 + CodeStart + 10));
        Assert.Equal(new SourceLine("src/a.c", 1), table.Find(8 + section.Length + 3 + CodeStart + 10));
        Assert.Null(table.Find(8 + 3 + CodeStart + 11));
    }

    [Theory]
    [InlineData("lines_dwarf4.wasm")]
    [InlineData("lines_dwarf5.wasm")]
    [InlineData("lines_component.wasm")]
    public void Read_ChangedModule_IsATableWithinItsBoundsOrNone(string file)
    {
        byte[] good = EngineFixture.Bytes(file);
        int first = Math.Max(0, good.AsSpan().IndexOf(".debug_line"u8) - 40);

        Gen.Select(Gen.Int[first, good.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            byte[] bad = [.. good];
            foreach ((int position, byte value) in changes)
            {
                bad[position] = value;
            }
            Assert.InRange(LinePrograms.Read(bad, out _)?.Rows ?? 0, 0, LineTable.MaxRows);
        }, iter: 2_000);
    }

    [Fact]
    public void Read_AnyBytesAfterAHeader_IsATableOrNone() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((bytes, isComponent) =>
        {
            byte[] wasm = [0, 0x61, 0x73, 0x6D, 1, 0, (byte)(isComponent ? 1 : 0), 0, .. bytes];
            LinePrograms.Read(wasm, out bool isOver);
            LinePrograms.Read(WithLines(bytes), out isOver);
            LinePrograms.Read(WithLines(Unit(bytes)), out isOver);
            Assert.False(isOver);
        }, iter: 5_000);

    private static LineTable? Read(byte[] program) => LinePrograms.Read(WithLines(Unit(program)), out _);

    private static byte[] WithLines(byte[] section) => BackTraceTests.WithSection(Module, ".debug_line", section);

    /// <summary>A unit of version 4 with one file, <c>src/a.c</c>, as clang would begin it.</summary>
    private static byte[] Unit(byte[] program)
    {
        byte[] head =
        [
            1, 1, 1, 0xFB, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1,
            .. "src\0\0a.c\0"u8, 1, 0, 0, 0,
        ];
        byte[] unit = [4, 0, .. UInt32(head.Length), .. head, .. program];
        return [.. UInt32(unit.Length), .. unit];
    }

    /// <summary>The extended opcode set_address.</summary>
    private static byte[] At(uint address) => [0, 5, 2, .. UInt32((int)address)];

    private static byte[] UInt32(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
