namespace Goico.Wasm.Debugging;

/// <summary>Where in a file the code of a core module lies, and the DWARF that tells of its lines.</summary>
/// <param name="Code">The content of its code section, to which DWARF's addresses are relative.</param>
/// <param name="Lines">The content of <c>.debug_line</c>.</param>
/// <param name="LineTexts">The content of <c>.debug_line_str</c>; empty where there is none.</param>
/// <param name="Texts">The content of <c>.debug_str</c>; empty where there is none.</param>
internal readonly record struct DebugSections(Range Code, Range Lines, Range LineTexts, Range Texts)
{
    /// <summary>Whether there is code, and anything about its lines.</summary>
    public bool HasLines => Lines.End.Value > Lines.Start.Value && Code.End.Value > Code.Start.Value;
}
