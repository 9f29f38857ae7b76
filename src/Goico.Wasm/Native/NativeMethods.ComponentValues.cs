using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>Values that go into and come out of components.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    public static partial void wasm_byte_vec_new(ByteVector* bytes, nuint length, byte* source);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial ComponentValue* wasmtime_component_val_new(ComponentValue* moved);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_val_delete(ComponentValue* value);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_vallist_new_uninit(ValueVector* list, nuint length);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_valrecord_new_uninit(FieldVector* record, nuint length);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_resource_host_new(byte owned, uint representation, uint type);

    [LibraryImport(Library)]
    public static partial void wasmtime_component_resource_host_delete(nint resource);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial uint wasmtime_component_resource_host_rep(nint resource);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial uint wasmtime_component_resource_host_type(nint resource);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_resource_host_to_any(nint context, nint resource, nint* any);

    [LibraryImport(Library)]
    public static partial nint wasmtime_component_resource_any_to_host(nint context, nint any, nint* resource);
}
