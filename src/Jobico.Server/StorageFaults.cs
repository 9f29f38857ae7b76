using Grpc.Core;
using Grpc.Core.Interceptors;
using Jobico.Storage;
using Microsoft.Extensions.Logging;

namespace Jobico.Server;

/// <summary>Tells API callers of a fault of the store by status and message, and the operator by a log line.</summary>
internal sealed partial class StorageFaults(ILogger<StorageFaults> logger) : Interceptor
{
    private readonly ILogger<StorageFaults> _logger = logger;

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        TellAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        TellAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        TellAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    private async Task<T> TellAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StorageException fault)
        {
            CallFailed(context.Method, fault);
            StatusCode code = fault switch
            {
                StorageFullException => StatusCode.ResourceExhausted,
                { IsTransient: true } => StatusCode.Unavailable,
                _ => StatusCode.DataLoss,
            };
            throw new RpcException(new Status(code, fault.Message));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The call {Method} failed on a fault of the store.")]
    private partial void CallFailed(string method, Exception fault);
}
