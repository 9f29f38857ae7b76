using System.Collections.Frozen;
using Wasmtime;

namespace Goico.Wasm.HostFunctions;

/// <summary>Everything that a guest may import. What is not here, no guest can reach.</summary>
internal static class HostFunctionTable
{
    private static readonly FrozenDictionary<(string Module, string Name), HostFunction> All =
        EnvFunctions.All.Concat(WasiFunctions.All).ToFrozenDictionary(function => (function.Module, function.Name));

    public static Linker Link(Engine engine)
    {
        var linker = new Linker(engine);
        foreach (HostFunction function in All.Values)
        {
            function.Define(linker, function);
        }
        return linker;
    }

    /// <summary>What is wrong with an import, or null where the host offers it.</summary>
    public static string? Refusal(Import import)
    {
        if (!All.TryGetValue((import.ModuleName, import.Name), out HostFunction? function))
        {
            return $"it imports '{import.ModuleName}.{import.Name}', which the host does not offer";
        }
        return import is FunctionImport found && function.Accepts(found) ? null
            : $"it imports '{import.ModuleName}.{import.Name}' with another signature than the host's " +
              $"({Words(function.Parameters)}) -> ({Words(function.Results)})";
    }

    private static string Words(string letters) =>
        string.Join(", ", letters.Select(letter => letter == 'i' ? "i32" : "i64"));
}
