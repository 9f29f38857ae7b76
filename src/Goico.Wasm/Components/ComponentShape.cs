namespace Goico.Wasm.Components;

/// <summary>What a run needs to know of a component, read once when it is loaded.</summary>
/// <param name="HandlerInterface">The exported interface with the handler; null where it is the world's own.</param>
/// <param name="HasCode">Whether a failure is a record with a code; else it is a message.</param>
/// <param name="Imports">The interfaces that it imports, in its order.</param>
internal sealed record ComponentShape(
    string? HandlerInterface, bool HasCode, IReadOnlyList<ImportedInterface> Imports)
{
    /// <summary>The function that handles an input.</summary>
    public const string Handler = "handle";
}

/// <summary>One imported interface, and what the host gives for it.</summary>
/// <param name="Name">The interface, with its version.</param>
/// <param name="Functions">The functions that the host has: their names and places in its table.</param>
/// <param name="Resources">The resources, by name.</param>
internal sealed record ImportedInterface(
    string Name,
    IReadOnlyList<(string Name, int Place)> Functions,
    IReadOnlyList<(string Name, HostResource Resource)> Resources);
