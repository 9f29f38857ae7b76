namespace Goico.Wasm.Running;

/// <summary>
/// Unwinds the guest's stack from within a host function; the reason is in the run's state. It never leaves the
/// library: Wasmtime turns it into a trap, and the runner turns that into an outcome.
/// </summary>
#pragma warning disable CA1064 // It is never seen outside: a public one would promise that it may be.
internal sealed class GuestStopException() : Exception("The host ended the run.");
