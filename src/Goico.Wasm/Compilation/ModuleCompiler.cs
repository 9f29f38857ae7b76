using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Wasmtime;

namespace Goico.Wasm.Compilation;

/// <summary>Turns a module's bytes into machine code, or finds it in the cache.</summary>
internal sealed class ModuleCompiler(Engine engine, CompiledCodeCache? cache, string settings)
{
    private readonly string _environment =
        $"wasmtime {typeof(Engine).Assembly.GetName().Version}; {RuntimeInformation.RuntimeIdentifier}; {settings}";

    /// <summary>Compiles.</summary>
    /// <exception cref="WasmtimeException">The module is malformed or needs features that are off.</exception>
    public Module Compile(ReadOnlySpan<byte> wasm, string sha256)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}; {_environment}")));
        if (cache?.Read(name) is { } code && TryDeserialize(sha256, code) is { } known)
        {
            return known;
        }
        Module module = Module.FromBytes(engine, sha256, wasm);
        cache?.Write(name, module.Serialize());
        return module;
    }

    private Module? TryDeserialize(string sha256, byte[] code)
    {
        try
        {
            return Module.Deserialize(engine, sha256, code);
        }
        catch (WasmtimeException)
        {
            // Code of another machine or engine; it is compiled afresh and overwritten.
            return null;
        }
    }
}
