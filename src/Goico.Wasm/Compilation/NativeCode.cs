using Goico.Wasm.Native;

namespace Goico.Wasm.Compilation;

/// <summary>What the C API has once for modules and once for components: compiling, and code as bytes.</summary>
internal sealed unsafe class NativeCode
{
    private readonly delegate*<nint, byte*, nuint, nint*, nint> _compile;
    private readonly delegate*<nint, byte*, nuint, nint*, nint> _deserialize;
    private readonly delegate*<nint, ByteVector*, nint> _serialize;
    private readonly delegate*<nint, void> _delete;

    private NativeCode(
        delegate*<nint, byte*, nuint, nint*, nint> compile,
        delegate*<nint, byte*, nuint, nint*, nint> deserialize,
        delegate*<nint, ByteVector*, nint> serialize,
        delegate*<nint, void> delete)
    {
        _compile = compile;
        _deserialize = deserialize;
        _serialize = serialize;
        _delete = delete;
    }

    public static NativeCode Modules { get; } = new(
        &NativeMethods.wasmtime_module_new,
        &NativeMethods.wasmtime_module_deserialize,
        &NativeMethods.wasmtime_module_serialize,
        &NativeMethods.wasmtime_module_delete);

    public static NativeCode Components { get; } = new(
        &NativeMethods.wasmtime_component_new,
        &NativeMethods.wasmtime_component_deserialize,
        &NativeMethods.wasmtime_component_serialize,
        &NativeMethods.wasmtime_component_delete);

    /// <summary>Which of the two some bytes are.</summary>
    public static NativeCode Of(ReadOnlySpan<byte> wasm) => WasmBytes.IsComponent(wasm) ? Components : Modules;

    /// <summary>Compiles to code as bytes; false, with what is wrong, where they can't be.</summary>
    public bool TryCompile(NativeEngine engine, ReadOnlySpan<byte> wasm, out byte[] code, out string problem)
    {
        code = [];
        nint compiled;
        fixed (byte* bytes = wasm)
        {
            using var fault = new NativeFault(
                _compile(engine.Handle.Pointer, bytes, (nuint)wasm.Length, &compiled), 0);
            if (fault.IsSome)
            {
                problem = OnOneLine(fault.Message);
                return false;
            }
        }
        problem = "";
        var serialized = default(ByteVector);
        NativeFault.ThrowIfSome(_serialize(compiled, &serialized));
        _delete(compiled);
        code = serialized.Bytes.ToArray();
        NativeMethods.wasm_byte_vec_delete(&serialized);
        return true;
    }

    /// <summary>Loads code; 0 where it is another engine's or machine's.</summary>
    public nint Load(NativeEngine engine, ReadOnlySpan<byte> code)
    {
        nint loaded;
        fixed (byte* bytes = code)
        {
            using var fault = new NativeFault(
                _deserialize(engine.Handle.Pointer, bytes, (nuint)code.Length, &loaded), 0);
            return fault.IsSome ? 0 : loaded;
        }
    }

    /// <summary>The engine's message with its causes after colons, as it stands among others.</summary>
    private static string OnOneLine(string message) => string.Join(
        ' ', message.Replace("\n\nCaused by:", ":").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
