namespace Jobico.Cli.Projects;

/// <summary>A file of a project that is made.</summary>
/// <param name="Path">Its path within the project, with <c>/</c> between folders.</param>
/// <param name="Content">Its content.</param>
/// <param name="MayRun">Whether it is a program.</param>
internal sealed record ProjectFile(string Path, byte[] Content, bool MayRun);
