using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm.HostFunctions;

/// <summary>A function that guests may import.</summary>
/// <param name="Module">The import's module.</param>
/// <param name="Name">The import's name.</param>
/// <param name="Parameters">A letter for each parameter: i for i32, l for i64.</param>
/// <param name="Results">Likewise for the results: empty or one letter.</param>
/// <param name="Define">Defines it in a linker.</param>
internal sealed record HostFunction(
    string Module, string Name, string Parameters, string Results, Action<Linker, HostFunction> Define)
{
    public bool Accepts(FunctionImport import) =>
        Letters(import.Parameters) == Parameters && Letters(import.Results) == Results;

    public static RunState StateOf(Caller caller) => (RunState)caller.GetData()!;

    /// <summary>A signature as letters; a kind that no host function uses is a question mark.</summary>
    public static string Letters(IReadOnlyList<ValueKind> kinds) => string.Create(kinds.Count, kinds, (span, all) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = all[i] switch
            {
                ValueKind.Int32 => 'i',
                ValueKind.Int64 => 'l',
                ValueKind.Float32 => 'f',
                ValueKind.Float64 => 'd',
                _ => '?',
            };
        }
    });

    public static ValueKind[] Kinds(string letters) =>
        [.. letters.Select(letter => letter == 'i' ? ValueKind.Int32 : ValueKind.Int64)];
}
