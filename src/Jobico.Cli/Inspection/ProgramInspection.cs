namespace Jobico.Cli.Inspection;

/// <summary>All that can be said of a WebAssembly file.</summary>
/// <param name="Shown">The file as people know it.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal digits.</param>
/// <param name="Outline">What it says of itself; null where it is of no version that is known.</param>
/// <param name="Verdict">What a server would say.</param>
internal sealed record ProgramInspection(
    string Shown, int SizeBytes, string Sha256, ModuleOutline? Outline, ServerVerdict Verdict)
{
    /// <summary>What an import needs; null where no host offers it.</summary>
    public CapabilityNeed? NeedOf(OutlineItem import) => Outline is { IsComponent: true }
        ? CapabilityNeed.OfComponent(import.Name)
        : CapabilityNeed.OfCore(import.Name);

    /// <summary>The definition's keys that have to grant something, each once.</summary>
    public IReadOnlyList<string> Grants =>
    [
        .. (Outline?.Imports ?? []).Select(import => NeedOf(import)?.Grant).OfType<string>()
            .SelectMany(grant => grant.Split(", ")).Distinct().Order(StringComparer.Ordinal),
    ];
}
