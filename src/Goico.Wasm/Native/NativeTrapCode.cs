namespace Goico.Wasm.Native;

/// <summary><c>wasmtime_trap_code_t</c>, as far as the ABIs can meet it.</summary>
internal enum NativeTrapCode : byte
{
    StackOverflow = 0,
    MemoryOutOfBounds = 1,
    HeapMisaligned = 2,
    TableOutOfBounds = 3,
    IndirectCallToNull = 4,
    BadSignature = 5,
    IntegerOverflow = 6,
    IntegerDivisionByZero = 7,
    BadConversionToInteger = 8,
    Unreachable = 9,
    Interrupt = 10,
    OutOfFuel = 11,
}
