namespace Goico.Wasm;

/// <summary>One call on a guest's stack when it trapped, as far as the module tells.</summary>
/// <param name="Function">The function's name; null where the module has no name section.</param>
/// <param name="FunctionOffset">Bytes from the function's start.</param>
/// <param name="ModuleOffset">Bytes from the module's start.</param>
public sealed record GuestFrame(string? Function, long FunctionOffset, long ModuleOffset);
