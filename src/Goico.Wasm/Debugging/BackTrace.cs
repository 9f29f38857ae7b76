namespace Goico.Wasm.Debugging;

/// <summary>Makes of the engine's view of a guest's stack what its author knows: functions as written, and lines.
/// </summary>
internal static class BackTrace
{
    // A guest chooses its names, and a back-trace has many: they must not fill a record.
    private const int MaxNameChars = 256;

    /// <summary>Explains each frame as far as possible.</summary>
    /// <param name="frames">What the engine tells.</param>
    /// <param name="lines">The lines of the guest; null where none are known.</param>
    public static IReadOnlyList<GuestFrame> Explain(IReadOnlyList<GuestFrame> frames, LineTable? lines)
    {
        var explained = new GuestFrame[frames.Count];
        for (int i = 0; i < explained.Length; i++)
        {
            GuestFrame frame = frames[i];
            SourceLine? source = lines?.Find(frame.ModuleOffset);
            explained[i] = frame with
            {
                Function = frame.Function is { } name ? Cut(RustSymbol.Demangle(name)) : null,
                File = source?.File,
                Line = source?.Line,
            };
        }
        return explained;
    }

    private static string Cut(string name) =>
        name.Length <= MaxNameChars ? name : string.Concat(name.AsSpan(0, MaxNameChars - 1), "…");
}
