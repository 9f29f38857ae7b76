using System.Runtime.InteropServices;
using System.Text;

namespace Goico.Wasm.Native;

/// <summary><c>wasm_byte_vec_t</c>: bytes that belong to whoever holds it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ByteVector
{
    public nuint Length;
    public byte* Data;

    public readonly ReadOnlySpan<byte> Bytes => new(Data, checked((int)Length));

    public readonly override string ToString() => Encoding.UTF8.GetString(Bytes);
}

/// <summary>A <c>wasm_*_vec_t</c> of pointers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PointerVector
{
    public nuint Length;
    public nint* Items;
}

/// <summary><c>wasmtime_instance_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeInstance
{
    public ulong StoreId;
    public nuint Index;
}

/// <summary><c>wasmtime_func_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeFunction
{
    public ulong StoreId;
    public nuint Index;
}

/// <summary><c>wasmtime_memory_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MemoryReference
{
    public ulong StoreId;
    public nuint First;
    public uint Second;
}

/// <summary><c>wasmtime_extern_t</c>: of functions and memories, which need no deleting.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct NativeExtern
{
    public const byte FunctionKind = 0;
    public const byte MemoryKind = 3;

    [FieldOffset(0)]
    public byte Kind;

    [FieldOffset(8)]
    public NativeFunction Function;

    [FieldOffset(8)]
    public MemoryReference Memory;
}

/// <summary><c>wasmtime_val_raw_t</c>: a value without its type, little-endian at its start.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct RawValue
{
    [FieldOffset(0)]
    public int Int32;

    [FieldOffset(0)]
    public long Int64;
}

/// <summary><c>wasmtime_memory_creator_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMemoryCreator
{
    public nint Data;
    public delegate* unmanaged<nint, nint, nuint, nuint, nuint, nuint, NativeLinearMemory*, nint> Create;
    public nint Finalizer;
}

/// <summary><c>wasmtime_linear_memory_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeLinearMemory
{
    public nint Data;
    public delegate* unmanaged<nint, nuint*, nuint*, byte*> Get;
    public delegate* unmanaged<nint, nuint, nint> Grow;
    public delegate* unmanaged<nint, void> Finalizer;
}
