namespace Goico.Wasm.Native;

/// <summary>What a module imports, in its order.</summary>
/// <param name="Module">The import's module.</param>
/// <param name="Name">Its name.</param>
/// <param name="Function">Its signature; null where it is no function.</param>
internal sealed record ModuleImport(string Module, string Name, Signature? Function);

/// <summary>What a module exports, in its order.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">Its signature; null where it is no function.</param>
/// <param name="Memory">Its type; null where it is no memory.</param>
internal sealed record ModuleExport(string Name, Signature? Function, MemoryShape? Memory);

/// <summary>A function's type, a letter for each value: i32 i, i64 l, f32 f, f64 d, any other ?.</summary>
internal sealed record Signature(string Parameters, string Results);

/// <summary>A memory's type, in pages of 64 KiB.</summary>
internal sealed record MemoryShape(ulong MinimumPages, ulong? MaximumPages, bool Is64Bit);

/// <summary>Reads the types of a compiled module.</summary>
internal static unsafe class ModuleTypes
{
    public static List<ModuleImport> Imports(CompiledModule module)
    {
        var found = default(PointerVector);
        NativeMethods.wasmtime_module_imports(module.Pointer, &found);
        var imports = new List<ModuleImport>((int)found.Length);
        for (nuint i = 0; i < found.Length; i++)
        {
            nint import = found.Items[i];
            imports.Add(new ModuleImport(
                NativeMethods.wasm_importtype_module(import)->ToString(),
                NativeMethods.wasm_importtype_name(import)->ToString(),
                FunctionOf(NativeMethods.wasm_importtype_type(import))));
        }
        NativeMethods.wasm_importtype_vec_delete(&found);
        return imports;
    }

    public static List<ModuleExport> Exports(CompiledModule module)
    {
        var found = default(PointerVector);
        NativeMethods.wasmtime_module_exports(module.Pointer, &found);
        var exports = new List<ModuleExport>((int)found.Length);
        for (nuint i = 0; i < found.Length; i++)
        {
            nint export = found.Items[i];
            nint type = NativeMethods.wasm_exporttype_type(export);
            exports.Add(new ModuleExport(
                NativeMethods.wasm_exporttype_name(export)->ToString(), FunctionOf(type), MemoryOf(type)));
        }
        NativeMethods.wasm_exporttype_vec_delete(&found);
        return exports;
    }

    private static Signature? FunctionOf(nint type)
    {
        nint function = NativeMethods.wasm_externtype_as_functype(type);
        return function == 0 ? null : new Signature(
            Letters(NativeMethods.wasm_functype_params(function)),
            Letters(NativeMethods.wasm_functype_results(function)));
    }

    private static MemoryShape? MemoryOf(nint type)
    {
        nint memory = NativeMethods.wasm_externtype_as_memorytype(type);
        if (memory == 0)
        {
            return null;
        }
        ulong maximum;
        bool hasMaximum = NativeMethods.wasmtime_memorytype_maximum(memory, &maximum) != 0;
        return new MemoryShape(
            NativeMethods.wasmtime_memorytype_minimum(memory),
            hasMaximum ? maximum : null,
            NativeMethods.wasmtime_memorytype_is64(memory) != 0);
    }

    private static string Letters(PointerVector* types)
    {
        Span<char> letters = stackalloc char[(int)types->Length];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = NativeMethods.wasm_valtype_kind(types->Items[i]) switch
            {
                0 => 'i',
                1 => 'l',
                2 => 'f',
                3 => 'd',
                _ => '?',
            };
        }
        return new string(letters);
    }
}
