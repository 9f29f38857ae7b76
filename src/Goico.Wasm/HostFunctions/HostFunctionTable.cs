using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.HostFunctions;

/// <summary>Everything that a module may import. What is not here, no module can reach.</summary>
internal static unsafe class HostFunctionTable
{
    private const byte Int32Kind = 0;
    private const byte Int64Kind = 1;

    private static readonly HostFunction[] All = [.. EnvFunctions.All, .. WasiFunctions.All, .. JobicoFunctions.All];

    private static readonly FrozenDictionary<(string Module, string Name), HostFunction> ByName =
        All.ToFrozenDictionary(function => (function.Module, function.Name));

    public static LinkerHandle Link(EngineHandle engine)
    {
        var linker = new LinkerHandle(NativeMethods.wasmtime_linker_new(engine.Pointer));
        for (int i = 0; i < All.Length; i++)
        {
            Define(linker, All[i], i);
        }
        return linker;
    }

    /// <summary>What is wrong with an import, or null where the host offers it.</summary>
    public static string? Refusal(ModuleImport import)
    {
        if (!ByName.TryGetValue((import.Module, import.Name), out HostFunction? function))
        {
            return $"it imports '{import.Module}.{import.Name}', which the host does not offer";
        }
        return import.Function is { } found && function.Accepts(found) ? null
            : $"it imports '{import.Module}.{import.Name}' with another signature than the host's " +
              $"({Words(function.Parameters)}) -> ({Words(function.Results)})";
    }

    private static void Define(LinkerHandle linker, HostFunction function, int index)
    {
        byte[] module = Encoding.UTF8.GetBytes(function.Module);
        byte[] name = Encoding.UTF8.GetBytes(function.Name);
        PointerVector parameters = Types(function.Parameters);
        PointerVector results = Types(function.Results);
        nint type = NativeMethods.wasm_functype_new(&parameters, &results);
        fixed (byte* modulePointer = module, namePointer = name)
        {
            NativeFault.ThrowIfSome(NativeMethods.wasmtime_linker_define_func_unchecked(
                linker, modulePointer, (nuint)module.Length, namePointer, (nuint)name.Length, type, &Call, index, 0));
        }
        NativeMethods.wasm_functype_delete(type);
    }

    private static PointerVector Types(string letters)
    {
        nint* items = stackalloc nint[letters.Length];
        for (int i = 0; i < letters.Length; i++)
        {
            items[i] = NativeMethods.wasm_valtype_new(letters[i] == 'i' ? Int32Kind : Int64Kind);
        }
        var types = default(PointerVector);
        NativeMethods.wasm_valtype_vec_new(&types, (nuint)letters.Length, items);
        return types;
    }

    /// <summary>Where every import of every module arrives; which one it is, the data says.</summary>
    [UnmanagedCallersOnly]
    private static nint Call(nint data, nint caller, RawValue* values, nuint count)
    {
        RunState? run = null;
        try
        {
            run = RunState.Of(NativeMethods.wasmtime_caller_context(caller));
            run.FindMemory(caller);
            All[(int)data].Body(new HostCall(run, values));
        }
        catch (Exception defect)
        {
            // No exception may cross into native code. The guest is not to blame for ours.
            run?.End(StopReason.HostFault, $"The host failed in a call of the program: {defect.Message}");
        }
        return run is { Stop: StopReason.None } ? 0 : Unwind();
    }

    private static nint Unwind()
    {
        ReadOnlySpan<byte> message = "the host ended the run"u8;
        fixed (byte* text = message)
        {
            return NativeMethods.wasmtime_trap_new(text, (nuint)message.Length);
        }
    }

    private static string Words(string letters) =>
        string.Join(", ", letters.Select(letter => letter == 'i' ? "i32" : "i64"));
}
