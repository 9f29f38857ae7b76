using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Goico.Wasm.Native;

namespace Goico.Wasm.Compilation;

/// <summary>Turns the bytes of a module or component into machine code, or finds it in the cache.</summary>
internal sealed unsafe class ModuleCompiler(NativeEngine engine, CompiledCodeCache? cache)
{
    private static readonly NativeCode Modules = new(
        &NativeMethods.wasmtime_module_new,
        &NativeMethods.wasmtime_module_deserialize,
        &NativeMethods.wasmtime_module_serialize);

    private static readonly NativeCode Components = new(
        &NativeMethods.wasmtime_component_new,
        &NativeMethods.wasmtime_component_deserialize,
        &NativeMethods.wasmtime_component_serialize);

    // The engine itself refuses code of another version or processor; the name keeps such files from being read at all.
    private readonly string _environment =
        $"wasmtime {EngineVersion.Text}; {RuntimeInformation.RuntimeIdentifier}; {engine.Settings}";

    /// <summary>Compiles; false, with what is wrong, where the bytes are malformed or need features that are off.</summary>
    public bool TryCompile(
        ReadOnlySpan<byte> wasm, string sha256, [NotNullWhen(true)] out CompiledModule? module, out string problem)
    {
        module = TryCompile(Modules, wasm, sha256, out problem) is not 0 and nint compiled
            ? new CompiledModule(compiled) : null;
        return module is not null;
    }

    /// <summary>Compiles a component; false likewise.</summary>
    public bool TryCompile(
        ReadOnlySpan<byte> wasm, string sha256, [NotNullWhen(true)] out ComponentHandle? component, out string problem)
    {
        component = TryCompile(Components, wasm, sha256, out problem) is not 0 and nint compiled
            ? new ComponentHandle(compiled) : null;
        return component is not null;
    }

    private nint TryCompile(in NativeCode native, ReadOnlySpan<byte> wasm, string sha256, out string problem)
    {
        problem = "";
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}; {_environment}")));
        if (cache?.Read(name) is { } code && TryDeserialize(native, code) is not 0 and nint known)
        {
            return known;
        }
        nint compiled;
        fixed (byte* bytes = wasm)
        {
            using var fault = new NativeFault(
                native.Compile(engine.Handle.Pointer, bytes, (nuint)wasm.Length, &compiled), 0);
            if (fault.IsSome)
            {
                problem = fault.Message;
                return 0;
            }
        }
        Keep(native, name, compiled);
        return compiled;
    }

    private nint TryDeserialize(in NativeCode native, byte[] code)
    {
        nint known;
        fixed (byte* bytes = code)
        {
            using var fault = new NativeFault(
                native.Deserialize(engine.Handle.Pointer, bytes, (nuint)code.Length, &known), 0);
            // Code of another machine or engine is compiled afresh and overwritten.
            return fault.IsSome ? 0 : known;
        }
    }

    private void Keep(in NativeCode native, string name, nint compiled)
    {
        if (cache is null)
        {
            return;
        }
        var code = default(ByteVector);
        NativeFault.ThrowIfSome(native.Serialize(compiled, &code));
        try
        {
            cache.Write(name, code.Bytes);
        }
        finally
        {
            NativeMethods.wasm_byte_vec_delete(&code);
        }
    }

    /// <summary>What the C API has once for modules and once for components.</summary>
    private readonly struct NativeCode(
        delegate*<nint, byte*, nuint, nint*, nint> compile,
        delegate*<nint, byte*, nuint, nint*, nint> deserialize,
        delegate*<nint, ByteVector*, nint> serialize)
    {
        public nint Compile(nint engine, byte* wasm, nuint length, nint* code) => compile(engine, wasm, length, code);

        public nint Deserialize(nint engine, byte* code, nuint length, nint* loaded) =>
            deserialize(engine, code, length, loaded);

        public nint Serialize(nint code, ByteVector* bytes) => serialize(code, bytes);
    }
}
