using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Goico.Wasm.Native;

namespace Goico.Wasm.Compilation;

/// <summary>
/// Turns the bytes of a module or component into machine code: finds it in the cache, or has it compiled, in a process
/// apart where there is one.
/// </summary>
internal sealed class ModuleCompiler(NativeEngine engine, CompiledCodeCache? cache, CompilerPool? compilers)
{
    // The engine itself refuses code of another version or processor; the name keeps such files from being read at all.
    private readonly string _environment =
        $"wasmtime {EngineVersion.Text}; {RuntimeInformation.RuntimeIdentifier}; {engine.Settings}";

    /// <summary>Compiles; false, with what is wrong, where the bytes can't be compiled.</summary>
    public bool TryCompile(
        ReadOnlySpan<byte> wasm,
        string sha256,
        [NotNullWhen(true)] out CompiledModule? module,
        out CompileProblem problem)
    {
        module = TryCompile(NativeCode.Modules, wasm, sha256, out long bytes, out problem) is not 0 and nint code
            ? new CompiledModule(code, bytes) : null;
        return module is not null;
    }

    /// <summary>Compiles a component; false likewise.</summary>
    public bool TryCompile(
        ReadOnlySpan<byte> wasm,
        string sha256,
        [NotNullWhen(true)] out ComponentHandle? component,
        out CompileProblem problem)
    {
        component = TryCompile(NativeCode.Components, wasm, sha256, out long bytes, out problem) is not 0 and nint code
            ? new ComponentHandle(code, bytes) : null;
        return component is not null;
    }

    private nint TryCompile(
        NativeCode native, ReadOnlySpan<byte> wasm, string sha256, out long codeBytes, out CompileProblem problem)
    {
        problem = CompileProblem.None;
        codeBytes = 0;
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}; {_environment}")));
        // Code in the cache that does not load is another machine's; it is compiled afresh and overwritten.
        if (cache?.Read(name) is { } kept && native.Load(engine, kept) is not 0 and nint known)
        {
            codeBytes = kept.Length;
            return known;
        }
        byte[] code;
        if (compilers is not null)
        {
            if (!compilers.TryCompile(engine.Metered, wasm, out code, out problem))
            {
                return 0;
            }
        }
        else if (!native.TryCompile(engine, wasm, out code, out string refusal))
        {
            problem = new CompileProblem(refusal);
            return 0;
        }
        nint loaded = native.Load(engine, code);
        if (loaded == 0)
        {
            throw new InvalidOperationException("Code that was just compiled does not fit the engine it was made for.");
        }
        codeBytes = code.Length;
        cache?.Write(name, code);
        return loaded;
    }
}
