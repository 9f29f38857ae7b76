using System.Text;
using System.Text.Unicode;
using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>
/// Makes values to give to a component. What a value is made of moves into it; the last one belongs to the engine.
/// </summary>
internal static unsafe class GuestValue
{
    public static ComponentValue None => new() { Kind = ComponentValueKind.Option };

    /// <summary>A result that is ok and says no more.</summary>
    public static ComponentValue Done => new() { Kind = ComponentValueKind.Result, Byte = 1 };

    public static ComponentValue Bool(bool value) =>
        new() { Kind = ComponentValueKind.Bool, Byte = value ? (byte)1 : (byte)0 };

    public static ComponentValue U8(byte value) => new() { Kind = ComponentValueKind.U8, Byte = value };

    public static ComponentValue U16(ushort value) => new() { Kind = ComponentValueKind.U16, UInt16 = value };

    public static ComponentValue U32(uint value) => new() { Kind = ComponentValueKind.U32, UInt32 = value };

    public static ComponentValue U64(ulong value) => new() { Kind = ComponentValueKind.U64, UInt64 = value };

    /// <summary>A string.</summary>
    /// <exception cref="ArgumentException">It is not UTF-8, which the engine would die of.</exception>
    public static ComponentValue Text(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8)
        ? new ComponentValue { Kind = ComponentValueKind.String, Text = Copy(utf8) }
        : throw new ArgumentException("A string for a component is not valid UTF-8.", nameof(utf8));

    public static ComponentValue Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    public static ComponentValue Case(ReadOnlySpan<byte> name) =>
        new() { Kind = ComponentValueKind.Enum, Text = Copy(name) };

    /// <summary>A variant's case without a payload.</summary>
    public static ComponentValue VariantCase(ReadOnlySpan<byte> name) =>
        new() { Kind = ComponentValueKind.Variant, Text = Copy(name) };

    public static ComponentValue Some(ComponentValue inner) =>
        new() { Kind = ComponentValueKind.Option, Some = NativeMethods.wasmtime_component_val_new(&inner) };

    public static ComponentValue Ok(ComponentValue inner) => Result(1, inner);

    public static ComponentValue Error(ComponentValue inner) => Result(0, inner);

    /// <summary>A list whose items have yet to be set.</summary>
    public static ComponentValue List(int count)
    {
        var list = new ComponentValue { Kind = ComponentValueKind.List };
        NativeMethods.wasmtime_component_vallist_new_uninit(&list.Items, (nuint)count);
        return list;
    }

    public static ComponentValue Tuple(in ComponentValue first, in ComponentValue second)
    {
        ComponentValue tuple = List(2);
        tuple.Kind = ComponentValueKind.Tuple;
        tuple.Items.Data[0] = first;
        tuple.Items.Data[1] = second;
        return tuple;
    }

    /// <summary>A record whose fields have yet to be set by <see cref="SetField"/>, in the order of its type.</summary>
    public static ComponentValue Record(int count)
    {
        var record = new ComponentValue { Kind = ComponentValueKind.Record };
        NativeMethods.wasmtime_component_valrecord_new_uninit(&record.Fields, (nuint)count);
        return record;
    }

    public static void SetField(in ComponentValue record, int index, ReadOnlySpan<byte> name, in ComponentValue value)
    {
        record.Fields.Data[index].Name = Copy(name);
        record.Fields.Data[index].Value = value;
    }

    private static ComponentValue Result(byte isOk, ComponentValue inner) => new()
    {
        Kind = ComponentValueKind.Result,
        Byte = isOk,
        Outcome = NativeMethods.wasmtime_component_val_new(&inner),
    };

    private static ByteVector Copy(ReadOnlySpan<byte> bytes)
    {
        ByteVector copy;
        fixed (byte* source = bytes)
        {
            NativeMethods.wasm_byte_vec_new(&copy, (nuint)bytes.Length, source);
        }
        return copy;
    }
}
