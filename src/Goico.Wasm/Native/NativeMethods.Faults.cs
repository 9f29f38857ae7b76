using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>Errors, traps and their frames.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial nint wasmtime_error_new(byte* message);

    [LibraryImport(Library)]
    public static partial void wasmtime_error_delete(nint error);

    [LibraryImport(Library)]
    public static partial void wasmtime_error_message(nint error, ByteVector* message);

    [LibraryImport(Library)]
    public static partial void wasmtime_error_wasm_trace(nint error, PointerVector* frames);

    [LibraryImport(Library)]
    public static partial nint wasmtime_trap_new(byte* message, nuint length);

    [LibraryImport(Library)]
    public static partial void wasm_trap_delete(nint trap);

    [LibraryImport(Library)]
    public static partial void wasm_trap_message(nint trap, ByteVector* message);

    [LibraryImport(Library)]
    public static partial byte wasmtime_trap_code(nint trap, byte* code);

    [LibraryImport(Library)]
    public static partial void wasm_trap_trace(nint trap, PointerVector* frames);

    [LibraryImport(Library)]
    public static partial void wasm_frame_vec_delete(PointerVector* frames);

    [LibraryImport(Library)]
    public static partial nuint wasm_frame_func_offset(nint frame);

    [LibraryImport(Library)]
    public static partial nuint wasm_frame_module_offset(nint frame);

    [LibraryImport(Library)]
    public static partial ByteVector* wasmtime_frame_func_name(nint frame);

    [LibraryImport(Library)]
    public static partial void wasm_byte_vec_delete(ByteVector* bytes);
}
