namespace Goico.Wasm.Running;

/// <summary>A compiled module or component with its imports found, ready to become an instance.</summary>
internal interface IGuestProgram : IDisposable
{
    /// <summary>The ABI that it is run by.</summary>
    GuestAbi Abi { get; }

    /// <summary>Runs it once, in a sandbox in which nothing is yet.</summary>
    GuestOutcome Run(in Sandbox sandbox, RunState run);
}
