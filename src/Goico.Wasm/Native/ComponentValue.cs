using System.Runtime.InteropServices;

namespace Goico.Wasm.Native;

/// <summary>
/// <c>wasmtime_component_val_t</c>: one value of the component model. What it points to belongs to it; the engine
/// deletes the arguments and results of host functions itself.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal unsafe struct ComponentValue
{
    [FieldOffset(0)]
    public ComponentValueKind Kind;

    [FieldOffset(8)]
    public byte Byte;

    [FieldOffset(8)]
    public ushort UInt16;

    [FieldOffset(8)]
    public uint UInt32;

    [FieldOffset(8)]
    public ulong UInt64;

    /// <summary>Of a string, of an enum or variant its case's name.</summary>
    [FieldOffset(8)]
    public ByteVector Text;

    /// <summary>Of a list or tuple.</summary>
    [FieldOffset(8)]
    public ValueVector Items;

    /// <summary>Of a record.</summary>
    [FieldOffset(8)]
    public FieldVector Fields;

    /// <summary>Of an option; null for none.</summary>
    [FieldOffset(8)]
    public ComponentValue* Some;

    /// <summary>Of a result; its ok-ness is <see cref="Byte"/>, not 0 for ok.</summary>
    [FieldOffset(16)]
    public ComponentValue* Outcome;

    /// <summary>Of a variant; null where the case has none.</summary>
    [FieldOffset(24)]
    public ComponentValue* Payload;

    /// <summary>Of a resource.</summary>
    [FieldOffset(8)]
    public nint Resource;
}

/// <summary><c>wasmtime_component_valkind_t</c>.</summary>
internal enum ComponentValueKind : byte
{
    Bool = 0,
    S8 = 1,
    U8 = 2,
    S16 = 3,
    U16 = 4,
    S32 = 5,
    U32 = 6,
    S64 = 7,
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
    Resource = 21,
}

/// <summary><c>wasmtime_component_vallist_t</c> and <c>wasmtime_component_valtuple_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ValueVector
{
    public nuint Length;
    public ComponentValue* Data;
}

/// <summary><c>wasmtime_component_valrecord_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FieldVector
{
    public nuint Length;
    public ComponentField* Data;
}

/// <summary><c>wasmtime_component_valrecord_entry_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ComponentField
{
    public ByteVector Name;
    public ComponentValue Value;
}
