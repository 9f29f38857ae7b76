using Goico.Wasm.Compilation;

namespace Goico.Wasm.Debugging;

/// <summary>
/// The machine whose program is the rest of a unit: it walks over the code and says at which instruction which line
/// begins.
/// </summary>
/// <remarks>DWARF Debugging Information Format, version 5, chapter 6.2 «Line Number Information».</remarks>
internal ref struct LineProgram
{
    private const byte MaxSpecial = 255;

    private readonly ReadOnlySpan<byte> _wasm;
    private readonly LineUnit _unit;
    private readonly LineTableBuilder _builder;
    private readonly uint _codeStart;
    private readonly uint _codeBytes;

    // The registers, as far as they matter here.
    private ulong _address = 0;
    private ulong _file = 1;
    private long _line = 1;

    // The sequence under way: a stretch of code whose addresses only grow.
    private int _firstRow;
    private bool _isBegun = false;
    private bool _isLive = false;
    private ulong _begin = 0;
    private ulong _last = 0;
    private ulong _lastRow = 0;
    private (int File, int Line) _told = default;

    private LineProgram(ReadOnlySpan<byte> wasm, Range code, LineUnit unit, LineTableBuilder builder)
    {
        _wasm = wasm;
        _unit = unit;
        _builder = builder;
        _codeStart = (uint)code.Start.Value;
        _codeBytes = (uint)code.End.Value - _codeStart;
        _firstRow = builder.Count;
    }

    /// <summary>Runs it. A program that makes no sense ends where it stops to; the sequences before stand.</summary>
    public static void Run(
        ReadOnlySpan<byte> wasm, Range code, LineUnit unit, ref ByteReader program, LineTableBuilder builder)
    {
        var machine = new LineProgram(wasm, code, unit, builder);
        while (!program.IsAtEnd && !builder.IsOver)
        {
            machine.Step(ref program);
        }
        // A sequence without an end might reach anywhere.
        builder.CutTo(machine._firstRow);
    }

    private void Step(ref ByteReader program)
    {
        byte opcode = program.Byte();
        if (opcode >= _unit.OpcodeBase)
        {
            int special = opcode - _unit.OpcodeBase;
            Advance((ulong)(special / _unit.LineRange));
            _line += _unit.LineBase + special % _unit.LineRange;
            AddRow();
            return;
        }
        switch (opcode)
        {
            case 0: // An extended opcode.
                StepExtended(new ByteReader(program.Take(program.Unsigned())), ref program);
                break;
            case 1: // copy
                AddRow();
                break;
            case 2: // advance_pc
                Advance(program.Unsigned());
                break;
            case 3: // advance_line
                _line += program.Signed();
                break;
            case 4: // set_file
                _file = program.Unsigned();
                break;
            case 8: // const_add_pc
                Advance((ulong)((MaxSpecial - _unit.OpcodeBase) / _unit.LineRange));
                break;
            case 9: // fixed_advance_pc
                _address += program.UInt16();
                break;
            default:
                for (int left = _unit.Operands[opcode - 1]; left > 0; left--)
                {
                    program.Unsigned();
                }
                break;
        }
    }

    private void StepExtended(ByteReader operation, ref ByteReader program)
    {
        switch (operation.Byte())
        {
            case 1: // end_sequence
                EndSequence();
                break;
            case 2 when operation.Left == sizeof(uint): // set_address
                _address = operation.UInt32();
                break;
            case 2 when operation.Left == sizeof(ulong):
                _address = operation.UInt64();
                break;
            case 2:
                program.Break();
                break;
            default:
                break;
        }
    }

    private void Advance(ulong instructions) => _address += instructions * _unit.InstructionBytes;

    private void AddRow()
    {
        if (!Reach())
        {
            return;
        }
        int file = _line is > 0 and <= LineTable.MaxLine ? _unit.FileOf(_file, _wasm, _builder) : 0;
        Tell(file, file == 0 ? 0 : (int)_line);
    }

    private void EndSequence()
    {
        if (Reach() && _address > _begin)
        {
            Tell(0, 0);
        }
        else
        {
            _builder.CutTo(_firstRow);
        }
        _firstRow = _builder.Count;
        _isBegun = false;
        (_address, _file, _line) = (0, 1, 1);
    }

    /// <summary>Whether the address is one of code that exists, within a sequence that only grows.</summary>
    private bool Reach()
    {
        if (!_isBegun)
        {
            // What a linker left out keeps its lines, and they begin at 0 or at the highest address.
            _isBegun = true;
            _isLive = _address > 0 && _address < _codeBytes;
            _begin = _address;
            _last = _address;
            _told = default;
            _lastRow = ulong.MaxValue;
        }
        if (_isLive && (_address < _last || _address > _codeBytes))
        {
            _isLive = false;
            _builder.CutTo(_firstRow);
        }
        _last = _address;
        return _isLive;
    }

    private void Tell(int file, int line)
    {
        if (_lastRow == _address)
        {
            // Of several rows for one instruction the last holds.
            _builder.RemoveLast();
        }
        else if (_told == (file, line) && _builder.Count > _firstRow)
        {
            return;
        }
        _builder.Add(_codeStart + (uint)_address, file, line);
        _told = (file, line);
        _lastRow = _address;
    }
}
