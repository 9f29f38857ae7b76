using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Goico.Wasm.Native;

namespace Goico.Wasm.Compilation;

/// <summary>Turns a module's bytes into machine code, or finds it in the cache.</summary>
internal sealed unsafe class ModuleCompiler(NativeEngine engine, CompiledCodeCache? cache)
{
    // The engine itself refuses code of another version or processor; the name keeps such files from being read at all.
    private readonly string _environment =
        $"wasmtime {EngineVersion.Text}; {RuntimeInformation.RuntimeIdentifier}; {engine.Settings}";

    /// <summary>Compiles; false, with what is wrong, where the bytes are malformed or need features that are off.</summary>
    public bool TryCompile(
        ReadOnlySpan<byte> wasm, string sha256, [NotNullWhen(true)] out CompiledModule? module, out string problem)
    {
        problem = "";
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}; {_environment}")));
        if (cache?.Read(name) is { } code && TryDeserialize(code, out module))
        {
            return true;
        }
        module = null;
        nint compiled;
        fixed (byte* bytes = wasm)
        {
            using var fault = new NativeFault(
                NativeMethods.wasmtime_module_new(engine.Handle.Pointer, bytes, (nuint)wasm.Length, &compiled), 0);
            if (fault.IsSome)
            {
                problem = fault.Message;
                return false;
            }
        }
        module = new CompiledModule(compiled);
        Keep(name, module);
        return true;
    }

    private bool TryDeserialize(byte[] code, [NotNullWhen(true)] out CompiledModule? module)
    {
        nint known;
        fixed (byte* bytes = code)
        {
            using var fault = new NativeFault(
                NativeMethods.wasmtime_module_deserialize(engine.Handle.Pointer, bytes, (nuint)code.Length, &known), 0);
            // Code of another machine or engine is compiled afresh and overwritten.
            module = fault.IsSome ? null : new CompiledModule(known);
        }
        return module is not null;
    }

    private void Keep(string name, CompiledModule module)
    {
        if (cache is null)
        {
            return;
        }
        var code = default(ByteVector);
        NativeFault.ThrowIfSome(NativeMethods.wasmtime_module_serialize(module.Pointer, &code));
        try
        {
            cache.Write(name, code.Bytes);
        }
        finally
        {
            NativeMethods.wasm_byte_vec_delete(&code);
        }
    }
}
