namespace Jobico.Cli;

/// <summary>Files that arguments name, read whole.</summary>
internal static class InputFile
{
    /// <summary>Its content.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="shown">The path as it was given.</param>
    /// <param name="maxBytes">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">It is not there, no file, too large, or can't be read.</exception>
    public static async Task<byte[]> ReadAsync(
        Session session, string shown, int maxBytes, CancellationToken cancellationToken)
    {
        string path = session.PathOf(shown);
        try
        {
            if (Directory.Exists(path)) throw CommandFailure.Failed($"'{shown}' is a folder: give a file.");
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
            return await ReadAsync(file, $"'{shown}'", maxBytes, cancellationToken);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailure.Failed($"There is no file '{shown}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{shown}' can't be read: {fault.Message}", fault);
        }
    }

    private static async Task<byte[]> ReadAsync(
        Stream stream, string what, int maxBytes, CancellationToken cancellationToken)
    {
        // Read, not measured: a pipe has no length, and a file may grow.
        using var content = new MemoryStream();
        byte[] piece = new byte[64 << 10];
        while (await stream.ReadAsync(piece, cancellationToken) is > 0 and int count)
        {
            if (content.Length + count > maxBytes)
            {
                throw CommandFailure.Failed($"{what} is larger than {Output.Amounts.Size(maxBytes)}.");
            }
            await content.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }
        return content.ToArray();
    }
}
