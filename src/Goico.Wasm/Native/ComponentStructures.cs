using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary><c>wasmtime_component_instance_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeComponentInstance
{
    public ulong StoreId;
    public uint Index;
}

/// <summary><c>wasmtime_component_func_t</c>, of which version 50 fills 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeComponentFunction
{
    public NativeComponentInstance Instance;
    public uint Index;
    public nint Reserved;
}

/// <summary><c>wasmtime_component_item_t</c>: a kind, and a type that has to be deleted with it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct NativeComponentItem
{
    [FieldOffset(0)]
    public ComponentItemKind Kind;

    [FieldOffset(8)]
    public nint Type;
}

/// <summary><c>wasmtime_component_valtype_t</c>: a kind, and for most kinds a type that has to be deleted.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValueType
{
    [FieldOffset(0)]
    public NativeValueKind Kind;

    [FieldOffset(8)]
    public nint Type;
}

/// <summary><c>wasmtime_component_valtype_kind_t</c>.</summary>
internal enum NativeValueKind : byte
{
    Bool = 0,
    S8 = 1,
    S16 = 2,
    S32 = 3,
    S64 = 4,
    U8 = 5,
    U16 = 6,
    U32 = 7,
    U64 = 8,
    F32 = 9,
    F64 = 10,
    Char = 11,
    String = 12,
    List = 13,
    Record = 14,
    Tuple = 15,
    Variant = 16,
    Enum = 17,
    Option = 18,
    Result = 19,
    Flags = 20,
    Own = 21,
    Borrow = 22,
}
