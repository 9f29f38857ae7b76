using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Goico.Wasm.Native;

/// <summary>
/// The C API of Wasmtime (https://docs.wasmtime.dev/c-api/), as far as it is used: engine, store and calls. Functions
/// that return an error or a trap hand it over: <see cref="NativeFault"/> takes both. Calls that only read or write a
/// field leave the collector's transition out, as they take nanoseconds and never block.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "wasmtime";

    [LibraryImport(Library)]
    public static partial nint wasm_config_new();

    [LibraryImport(Library)]
    public static partial nint wasm_engine_new_with_config(nint config);

    [LibraryImport(Library)]
    public static partial void wasm_engine_delete(nint engine);

    [LibraryImport(Library)]
    public static partial void wasmtime_engine_increment_epoch(EngineHandle engine);

    [LibraryImport(Library)]
    public static partial nint wasmtime_store_new(nint engine, nint data, nint finalizer);

    [LibraryImport(Library)]
    public static partial void wasmtime_store_delete(nint store);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial nint wasmtime_store_context(nint store);

    [LibraryImport(Library)]
    public static partial void wasmtime_store_limiter(
        nint store, long memoryBytes, long tableElements, long instances, long tables, long memories);

    [LibraryImport(Library)]
    public static partial void wasmtime_store_epoch_deadline_callback(
        nint store,
        delegate* unmanaged<nint, nint, ulong*, byte*, nint> callback,
        nint data,
        nint finalizer);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial nint wasmtime_context_get_data(nint context);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial void wasmtime_context_set_epoch_deadline(nint context, ulong ticksBeyondCurrent);

    [LibraryImport(Library)]
    public static partial nint wasmtime_context_set_fuel(nint context, ulong fuel);

    [LibraryImport(Library)]
    public static partial nint wasmtime_context_get_fuel(nint context, ulong* fuel);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_new(nint engine);

    [LibraryImport(Library)]
    public static partial void wasmtime_linker_delete(nint linker);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_define_func_unchecked(
        LinkerHandle linker,
        byte* module,
        nuint moduleLength,
        byte* name,
        nuint nameLength,
        nint type,
        delegate* unmanaged<nint, nint, RawValue*, nuint, nint> callback,
        nint data,
        nint finalizer);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_instantiate_pre(
        LinkerHandle linker, nint module, nint* instancePre);

    [LibraryImport(Library)]
    public static partial void wasmtime_instance_pre_delete(nint instancePre);

    [LibraryImport(Library)]
    public static partial nint wasmtime_instance_pre_instantiate(
        nint instancePre, nint context, NativeInstance* instance, nint* trap);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial byte wasmtime_instance_export_get(
        nint context, NativeInstance* instance, byte* name, nuint nameLength, NativeExtern* item);

    [LibraryImport(Library)]
    public static partial nint wasmtime_func_call_unchecked(
        nint context, NativeFunction* function, RawValue* values, nuint count, nint* trap);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial nint wasmtime_caller_context(nint caller);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial byte wasmtime_caller_export_get(
        nint caller, byte* name, nuint nameLength, NativeExtern* item);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial byte* wasmtime_memory_data(nint context, MemoryReference* memory);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial nuint wasmtime_memory_data_size(nint context, MemoryReference* memory);
}
