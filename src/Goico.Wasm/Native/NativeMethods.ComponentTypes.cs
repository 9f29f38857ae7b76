using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>Types of components.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial nint wasmtime_component_type(nint component);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_type_delete(nint type);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_type_import_count(nint type, nint engine);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_type_import_nth(
        nint type, nint engine, nuint nth, byte** name, nuint* nameLength, nint* item);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_type_export_count(nint type, nint engine);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_type_export_nth(
        nint type, nint engine, nuint nth, byte** name, nuint* nameLength, nint* item);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_extern_type(nint item, NativeComponentItem* type);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_extern_delete(nint item);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_item_delete(NativeComponentItem* item);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_instance_type_export_count(nint type, nint engine);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_instance_type_export_nth(
        nint type, nint engine, nuint nth, byte** name, nuint* nameLength, nint* item);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_func_type_async(nint type);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_func_type_param_count(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_func_type_param_nth(
        nint type, nuint nth, byte** name, nuint* nameLength, NativeValueType* valueType);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_func_type_result(nint type, NativeValueType* valueType);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_valtype_delete(NativeValueType* type);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_list_type_element(nint type, NativeValueType* element);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_record_type_field_count(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_record_type_field_nth(
        nint type, nuint nth, byte** name, nuint* nameLength, NativeValueType* field);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_tuple_type_types_count(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_tuple_type_types_nth(nint type, nuint nth, NativeValueType* item);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_variant_type_case_count(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_variant_type_case_nth(
        nint type, nuint nth, byte** name, nuint* nameLength, byte* hasPayload, NativeValueType* payload);

    [LibraryImport(Library)]
    public static partial nuint wasmtime_component_enum_type_names_count(nint type);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_enum_type_names_nth(
        nint type, nuint nth, byte** name, nuint* nameLength);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_option_type_ty(nint type, NativeValueType* some);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_result_type_ok(nint type, NativeValueType* ok);

    [LibraryImport(Library)]
    public static partial byte wasmtime_component_result_type_err(nint type, NativeValueType* error);
}
