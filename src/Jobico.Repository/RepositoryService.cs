using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Files;
using Microsoft.Extensions.Logging;
using File = Jobico.Api.V1.File;
using Status = Google.Rpc.Status;

namespace Jobico.Repository;

/// <summary>The Job Repository's door: modules and schemas in, checked; listed.</summary>
public sealed partial class RepositoryService(
    FileStore files, FileCheck check, RepositoryOptions options, ILogger<RepositoryService> logger)
    : Api.V1.Repository.RepositoryBase
{
    private readonly ILogger<RepositoryService> _logger = logger;

    /// <inheritdoc/>
    public override async Task<UploadResponse> Upload(
        IAsyncStreamReader<UploadRequest> requestStream, ServerCallContext context)
    {
        try
        {
            return await StoreAsync(requestStream, context);
        }
        catch (RpcException)
        {
            await ReadToEndAsync(requestStream, context.CancellationToken);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<ListFilesResponse> ListFiles(ListFilesRequest request, ServerCallContext context)
    {
        var response = new ListFilesResponse();
        response.Files.AddRange(
            (await files.ListAsync(Tenant(request.Tenant), context.CancellationToken)).Select(Message));
        return response;
    }

    private async Task<UploadResponse> StoreAsync(
        IAsyncStreamReader<UploadRequest> requestStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.Header is not { } header)
        {
            throw Refused(Code.InvalidArgument, "The first message of an upload is its header.");
        }
        TenantId tenant = Tenant(header.Tenant);
        if (!RepositoryFileName.TryParse(header.Name, out RepositoryFileName name, out string? misname))
        {
            throw Refused(Code.InvalidArgument, misname);
        }
        (RepositoryFileKind kind, int maxBytes) = header.Kind switch
        {
            FileKind.Module => (RepositoryFileKind.Module, options.MaxModuleBytes),
            FileKind.Schema => (RepositoryFileKind.Schema, options.MaxSchemaBytes),
            _ => throw Refused(Code.InvalidArgument, "kind is neither MODULE nor SCHEMA."),
        };
        ReadOnlyMemory<byte> content = await ReadContentAsync(requestStream, name, maxBytes, context.CancellationToken);
        FileCheckResult.Fit fit = await CheckAsync(name, kind, content);
        (RepositoryFile file, bool unchanged) =
            await files.PutAsync(tenant, name, kind, fit.Abi, content, context.CancellationToken);
        if (!unchanged) Stored(tenant, file.Name, file.SizeBytes, file.Sha256);
        var response = new UploadResponse { File = Message(file), Unchanged = unchanged };
        response.Warnings.AddRange(fit.Warnings);
        return response;
    }

    /// <summary>
    /// A call that is answered while its caller still sends is reset, and the reset may overtake the answer: the caller
    /// then sees "cancelled" instead of the reason. So a refused upload is read to its end, as far as one may be long.
    /// </summary>
    private async Task ReadToEndAsync(IAsyncStreamReader<UploadRequest> stream, CancellationToken cancellationToken)
    {
        long left = options.MaxModuleBytes;
        while (left > 0 && await stream.MoveNext(cancellationToken)) left -= 1 + stream.Current.Content.Length;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadContentAsync(
        IAsyncStreamReader<UploadRequest> stream,
        RepositoryFileName name,
        int maxBytes,
        CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        while (await stream.MoveNext(cancellationToken))
        {
            if (stream.Current.PartCase != UploadRequest.PartOneofCase.Content)
            {
                throw Refused(Code.InvalidArgument, "After the header only content may follow.");
            }
            ByteString chunk = stream.Current.Content;
            if (content.WrittenCount + chunk.Length > maxBytes)
            {
                throw Refused(Code.ResourceExhausted, $"'{name}' is larger than {maxBytes} bytes, which is the most.");
            }
            content.Write(chunk.Span);
        }
        return content.WrittenCount > 0
            ? content.WrittenMemory
            : throw Refused(Code.InvalidArgument, $"'{name}' is empty.");
    }

    private async Task<FileCheckResult.Fit> CheckAsync(
        RepositoryFileName name, RepositoryFileKind kind, ReadOnlyMemory<byte> content)
    {
        FileCheckResult result = kind == RepositoryFileKind.Module
            // Compiling is long work: not on the thread that serves the connection.
            ? await Task.Run(() => check.CheckModule(content.Span))
            : FileCheck.CheckSchema(content.Span);
        if (result is FileCheckResult.Fit fit) return fit;
        var problems = new Problems();
        problems.Problems_.AddRange(((FileCheckResult.Unfit)result).Reasons.Select(reason =>
            new Problem { Severity = Problem.Types.Severity.Error, Message = reason }));
        string what = kind == RepositoryFileKind.Module ? "a module that can run here" : "a schema that can be checked";
        var status = new Status { Code = (int)Code.InvalidArgument, Message = $"'{name}' is not {what}." };
        status.Details.Add(Any.Pack(problems));
        throw status.ToRpcException();
    }

    private static TenantId Tenant(string text) =>
        text.Length == 0 ? TenantId.Default
        : TenantId.TryParse(text, out TenantId tenant) ? tenant
        : throw Refused(Code.InvalidArgument, $"'{text}' is no tenant id: it takes {Identifier.Rule}.");

    private static File Message(RepositoryFile file) => new()
    {
        Tenant = file.Tenant.Value,
        Name = file.Name,
        Kind = (FileKind)file.Kind,
        Sha256 = file.Sha256,
        SizeBytes = file.SizeBytes,
        UploadedAt = file.UploadedAt.ToTimestamp(),
        Abi = file.Abi ?? "",
    };

    private static RpcException Refused(Code code, string message) =>
        new Status { Code = (int)code, Message = message }.ToRpcException();

    [LoggerMessage(1, LogLevel.Information, "Tenant {Tenant}: stored '{Name}', {SizeBytes} bytes, SHA-256 {Sha256}.")]
    private partial void Stored(TenantId tenant, string name, long sizeBytes, string sha256);
}
