namespace Jobico.Model.Definitions;

/// <summary>What a file reference meant when the version was made: pinned for good.</summary>
/// <param name="FileName">The repository file that it was found under.</param>
/// <param name="Sha256">The content's SHA-256 in lower-case hex.</param>
/// <param name="SizeBytes">The content's size.</param>
public sealed record FilePin(string FileName, string Sha256, long SizeBytes);
