namespace Jobico.Cli.Projects;

/// <summary>The folder that a project is made in.</summary>
/// <param name="Shown">Its path as people know it.</param>
/// <param name="Path">Its absolute path.</param>
internal sealed record ProjectFolder(string Shown, string Path)
{
    private const UnixFileMode RunByAll =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Refuses a folder that holds something, and what is no folder.</summary>
    /// <exception cref="CommandFailure">It is one of them, or can't be read.</exception>
    public void RequireEmpty()
    {
        try
        {
            if (File.Exists(Path))
            {
                throw CommandFailure.Failed($"'{Shown}' is a file: say another place with --folder.");
            }
            if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any())
            {
                throw CommandFailure.Failed(
                    $"The folder '{Shown}' is not empty, and nothing is overwritten: say another place with --folder.");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{Shown}' can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>Writes files into it.</summary>
    /// <exception cref="CommandFailure">One can't be written.</exception>
    public async Task WriteAsync(IEnumerable<ProjectFile> files, CancellationToken cancellationToken)
    {
        foreach (ProjectFile file in files)
        {
            string path = System.IO.Path.Combine(Path, file.Path);
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Content, cancellationToken);
                if (file.MayRun && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, File.GetUnixFileMode(path) | RunByAll);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw CommandFailure.Failed($"'{Shown}/{file.Path}' can't be written: {fault.Message}", fault);
            }
        }
    }
}
