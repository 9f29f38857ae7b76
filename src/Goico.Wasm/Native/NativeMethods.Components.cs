using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>Components: code, linkers, instances and calls.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_component_model_async_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_concurrency_support_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_component_model_map_set(nint config, byte on);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_new(nint engine, byte* wasm, nuint length, nint* component);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_serialize(nint component, ByteVector* code);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_deserialize(nint engine, byte* code, nuint length, nint* component);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_delete(nint component);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_get_export_index(
        nint component, nint parentIndex, byte* name, nuint nameLength);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_export_index_delete(nint index);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_new(nint engine);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_root(nint linker);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_linker_delete(nint linker);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_define_unknown_imports_as_traps(nint linker, nint component);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_instance_add_instance(
        nint linkerInstance, byte* name, nuint nameLength, nint* added);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_instance_add_func(
        nint linkerInstance,
        byte* name,
        nuint nameLength,
        delegate* unmanaged<nint, nint, nint, ComponentValue*, nuint, ComponentValue*, nuint, nint> callback,
        nint data,
        nint finalizer);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_instance_add_resource(
        nint linkerInstance,
        byte* name,
        nuint nameLength,
        nint resourceType,
        delegate* unmanaged<nint, nint, uint, nint> destructor,
        nint data,
        nint finalizer);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_linker_instance_delete(nint linkerInstance);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_linker_instantiate(
        nint linker, nint context, nint component, NativeComponentInstance* instance);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial byte wasmtime_component_instance_get_func(
        NativeComponentInstance* instance, nint context, nint exportIndex, NativeComponentFunction* function);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_func_call(
        NativeComponentFunction* function,
        nint context,
        ComponentValue* arguments,
        nuint argumentCount,
        ComponentValue* results,
        nuint resultCount);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_resource_type_new_host(uint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_resource_type_equal(nint one, nint other);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_resource_type_clone(nint type);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_resource_type_delete(nint type);
}
