using System.Globalization;

namespace Goico.Wasm;

/// <summary>One call on a guest's stack when it trapped, as far as the module tells.</summary>
/// <param name="Function">
/// The function's name, as its language writes it; null where the module has no name section.
/// </param>
/// <param name="FunctionOffset">Bytes from the function's start.</param>
/// <param name="ModuleOffset">Bytes from the module's start; by the component ABI from the component's.</param>
public sealed record GuestFrame(string? Function, long FunctionOffset, long ModuleOffset)
{
    /// <summary>
    /// The source file, as the compiler wrote it into the module's DWARF; null where the module doesn't say. Files
    /// that lie beneath the folder in which the compiler ran are relative to it.
    /// </summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; null with it.</summary>
    public int? Line { get; init; }

    /// <summary>Where it is, for people: <c>src/lib.rs:12</c>, or else the offset, as <c>0x1f40</c>.</summary>
    public string Place => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:{line}")
        : string.Create(CultureInfo.InvariantCulture, $"0x{ModuleOffset:x}");
}
