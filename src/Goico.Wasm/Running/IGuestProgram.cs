namespace Goico.Wasm.Running;

/// <summary>A compiled program with its imports found, ready to become an instance: of a module, or a component.</summary>
internal interface IGuestProgram : IDisposable
{
    /// <summary>The ABI that it is run by.</summary>
    GuestAbi Abi { get; }

    /// <summary>Runs it once, in a sandbox in which nothing is yet.</summary>
    GuestOutcome Run(in Sandbox sandbox, RunState run);
}
