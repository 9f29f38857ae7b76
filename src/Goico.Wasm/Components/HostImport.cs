namespace Goico.Wasm.Components;

/// <summary>
/// What a function that components import does. It ends the run by <see cref="Running.RunState.End"/>, never by
/// throwing, and sets the result where its type has one and the run goes on.
/// </summary>
internal delegate void HostImportBody(ImportCall call);

/// <summary>A function that components may import.</summary>
/// <param name="Interface">The interface, without its version: <c>wasi:cli/stdout</c>.</param>
/// <param name="Name">The function's name in it.</param>
/// <param name="Type">Its type, as <see cref="Native.ComponentTypeText"/> writes it; any other is refused.</param>
/// <param name="Body">What it does.</param>
internal sealed record HostImport(string Interface, string Name, string Type, HostImportBody Body);
