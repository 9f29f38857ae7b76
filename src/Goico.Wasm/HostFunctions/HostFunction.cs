using Goico.Wasm.Native;

namespace Goico.Wasm.HostFunctions;

/// <summary>
/// What a host function does. It ends the run by <see cref="Running.RunState.End"/>, never by throwing.
/// </summary>
internal delegate void HostBody(HostCall call);

/// <summary>A function that guests may import.</summary>
/// <param name="Module">The import's module.</param>
/// <param name="Name">The import's name.</param>
/// <param name="Parameters">A letter for each parameter: i for i32, l for i64.</param>
/// <param name="Results">Likewise for the results: empty or one letter.</param>
/// <param name="Body">What it does.</param>
internal sealed record HostFunction(string Module, string Name, string Parameters, string Results, HostBody Body)
{
    public bool Accepts(Signature signature) =>
        signature.Parameters == Parameters && signature.Results == Results;
}
