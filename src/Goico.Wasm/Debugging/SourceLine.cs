namespace Goico.Wasm.Debugging;

/// <summary>A line of a guest's source.</summary>
/// <param name="File">The file, as its compiler was told of it; relative to where the compiler ran, or
/// absolute.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct SourceLine(string File, int Line);
