namespace Goico.Wasm.Native;

/// <summary>Recognises a trap by how Wasmtime words it.</summary>
internal static class TrapText
{
    private const string Mark = "wasm trap: ";

    private static readonly (string Text, NativeTrapCode Code)[] Texts =
    [
        ("call stack exhausted", NativeTrapCode.StackOverflow),
        ("out of bounds memory access", NativeTrapCode.MemoryOutOfBounds),
        ("unaligned atomic", NativeTrapCode.HeapMisaligned),
        ("undefined element: out of bounds table access", NativeTrapCode.TableOutOfBounds),
        ("uninitialized element", NativeTrapCode.IndirectCallToNull),
        ("indirect call type mismatch", NativeTrapCode.BadSignature),
        ("integer overflow", NativeTrapCode.IntegerOverflow),
        ("integer divide by zero", NativeTrapCode.IntegerDivisionByZero),
        ("invalid conversion to integer", NativeTrapCode.BadConversionToInteger),
        ("wasm `unreachable` instruction executed", NativeTrapCode.Unreachable),
        ("all fuel consumed by WebAssembly", NativeTrapCode.OutOfFuel),
    ];

    /// <summary>The code of the trap that a message ends with; null where it ends with none of these.</summary>
    public static NativeTrapCode? Find(string message)
    {
        int mark = message.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return null;
        }
        ReadOnlySpan<char> said = message.AsSpan(mark + Mark.Length).Trim();
        foreach ((string text, NativeTrapCode code) in Texts)
        {
            if (said.SequenceEqual(text))
            {
                return code;
            }
        }
        return null;
    }
}
