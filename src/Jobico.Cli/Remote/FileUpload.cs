using Google.Protobuf;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Cli.Output;
using Spectre.Console;

namespace Jobico.Cli.Remote;

/// <summary>Sends a file to the Job Repository, a piece at a time.</summary>
/// <param name="Path">The file's absolute path.</param>
/// <param name="Shown">The file's path as it was given.</param>
/// <param name="Name">The name by which definitions refer to it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record FileUpload(string Path, string Shown, string Name, FileKind Kind)
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Sends it.</summary>
    /// <param name="connection">The server's API.</param>
    /// <param name="screen">Where progress and refusals are shown.</param>
    /// <param name="tenant">Whose file it is; empty for the server's default.</param>
    /// <param name="cancellationToken">Ends it; nothing is stored then.</param>
    /// <exception cref="CommandFailure">The file can't be read, or the server refused it: reasons are printed.
    /// </exception>
    public async Task<UploadResponse> SendAsync(
        ApiConnection connection, Screen screen, string tenant, CancellationToken cancellationToken)
    {
        using FileStream file = Open();
        try
        {
            if (!screen.IsTerminal) return await SendAsync(connection, tenant, file, null, cancellationToken);
            return await screen.Console.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn())
                .StartAsync(async progress =>
                {
                    ProgressTask bar = progress.AddTask(Markup.Escape(Name), maxValue: Math.Max(file.Length, 1));
                    return await SendAsync(connection, tenant, file, bar, cancellationToken);
                });
        }
        catch (RpcException refusal) when (ApiFault.Problems(refusal) is { Count: > 0 } problems)
        {
            ProblemLines.Write(screen, Shown, problems);
            throw CommandFailure.Failed($"{Shown} was refused: nothing was stored.", refusal);
        }
    }

    private async Task<UploadResponse> SendAsync(
        ApiConnection connection,
        string tenant,
        FileStream file,
        ProgressTask? bar,
        CancellationToken cancellationToken)
    {
        using AsyncClientStreamingCall<UploadRequest, UploadResponse> call =
            connection.Repository.Upload(cancellationToken: cancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(
                new UploadRequest { Header = new UploadHeader { Tenant = tenant, Name = Name, Kind = Kind } },
                cancellationToken);
            var buffer = new byte[PieceBytes];
            while (await ReadAsync(file, buffer, cancellationToken) is > 0 and int count)
            {
                await call.RequestStream.WriteAsync(
                    new UploadRequest { Content = ByteString.CopyFrom(buffer, 0, count) }, cancellationToken);
                bar?.Increment(count);
            }
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            // The server has answered before the end: its answer says why.
        }
        return await call.ResponseAsync;
    }

    private FileStream Open()
    {
        try
        {
            if (Directory.Exists(Path)) throw CommandFailure.Failed($"'{Shown}' is a folder: give a file.");
            return new FileStream(
                Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandFailure.Failed($"There is no file '{Shown}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{Shown}' can't be read: {fault.Message}", fault);
        }
    }

    private async Task<int> ReadAsync(FileStream file, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException fault)
        {
            throw CommandFailure.Failed($"'{Shown}' can't be read: {fault.Message}", fault);
        }
    }
}
