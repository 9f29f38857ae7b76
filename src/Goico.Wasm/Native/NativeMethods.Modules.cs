using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>Modules and their types.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial nint wasmtime_wat2wasm(byte* text, nuint length, ByteVector* wasm);

    [LibraryImport(Library)]
    public static partial nint wasmtime_module_new(nint engine, byte* wasm, nuint length, nint* module);

    [LibraryImport(Library)]
    public static partial void wasmtime_module_delete(nint module);

    [LibraryImport(Library)]
    public static partial nint wasmtime_module_serialize(nint module, ByteVector* code);

    [LibraryImport(Library)]
    public static partial nint wasmtime_module_deserialize(nint engine, byte* code, nuint length, nint* module);

    [LibraryImport(Library)]
    public static partial void wasmtime_module_imports(nint module, PointerVector* imports);

    [LibraryImport(Library)]
    public static partial void wasmtime_module_exports(nint module, PointerVector* exports);

    [LibraryImport(Library)]
    public static partial void wasm_importtype_vec_delete(PointerVector* imports);

    [LibraryImport(Library)]
    public static partial void wasm_exporttype_vec_delete(PointerVector* exports);

    [LibraryImport(Library)]
    public static partial ByteVector* wasm_importtype_module(nint import);

    [LibraryImport(Library)]
    public static partial ByteVector* wasm_importtype_name(nint import);

    [LibraryImport(Library)]
    public static partial nint wasm_importtype_type(nint import);

    [LibraryImport(Library)]
    public static partial ByteVector* wasm_exporttype_name(nint export);

    [LibraryImport(Library)]
    public static partial nint wasm_exporttype_type(nint export);

    [LibraryImport(Library)]
    public static partial nint wasm_externtype_as_functype(nint type);

    [LibraryImport(Library)]
    public static partial nint wasm_externtype_as_memorytype(nint type);

    [LibraryImport(Library)]
    public static partial PointerVector* wasm_functype_params(nint type);

    [LibraryImport(Library)]
    public static partial PointerVector* wasm_functype_results(nint type);

    [LibraryImport(Library)]
    public static partial nint wasm_functype_new(PointerVector* parameters, PointerVector* results);

    [LibraryImport(Library)]
    public static partial void wasm_functype_delete(nint type);

    [LibraryImport(Library)]
    public static partial nint wasm_valtype_new(byte kind);

    [LibraryImport(Library)]
    public static partial byte wasm_valtype_kind(nint type);

    [LibraryImport(Library)]
    public static partial void wasm_valtype_vec_new(PointerVector* types, nuint count, nint* items);

    [LibraryImport(Library)]
    public static partial ulong wasmtime_memorytype_minimum(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_memorytype_maximum(nint type, ulong* pages);

    [LibraryImport(Library)]
    public static partial byte wasmtime_memorytype_is64(nint type);
}
