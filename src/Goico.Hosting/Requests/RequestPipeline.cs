using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Requests;

/// <summary>
/// What every request passes first: health, the gate that drains, and a problem document for every error that nobody
/// else has described.
/// </summary>
internal sealed partial class RequestPipeline(
    RequestGate gate,
    HealthResponses health,
    ServiceLifetime lifetime,
    ServiceHostOptions options,
    ILogger<RequestPipeline> logger)
{
    private static readonly RequestDelegate NotReached = static _ => Task.CompletedTask;
    private RequestDelegate _next = NotReached;

    public RequestDelegate Then(RequestDelegate next)
    {
        _next = next;
        return InvokeAsync;
    }

    private Task InvokeAsync(HttpContext context)
    {
        if (health.TryAnswer(context, out Task answer)) return answer;
        return gate.TryEnter() ? RunAsync(context) : RefuseAsync(context);
    }

    private async Task RunAsync(HttpContext context)
    {
        try
        {
            await _next(context);
            if (context.Response.StatusCode >= 400 && LacksBody(context)) await DescribeAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
            context.Abort();
        }
        catch (OperationCanceledException) when (lifetime.Cancelling.IsCancellationRequested)
        {
            if (context.Response.HasStarted) context.Abort();
            else await RefuseAsync(context);
        }
        catch (BadHttpRequestException fault)
        {
            await RejectAsync(context, fault);
        }
        catch (Exception fault)
        {
            await FailAsync(context, fault);
        }
        finally
        {
            gate.Exit();
        }
    }

    private static bool LacksBody(HttpContext context)
    {
        HttpResponse response = context.Response;
        return !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0
            && !IsGrpc(context.Request);
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    private Task DescribeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string? detail = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"Nothing is served at {request.Path} here.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{request.Method} is not served at {request.Path}; allowed: {context.Response.Headers.Allow}.",
            StatusCodes.Status413PayloadTooLarge => TooLarge(),
            StatusCodes.Status415UnsupportedMediaType =>
                $"The content type '{request.ContentType}' is not understood at {request.Path}.",
            _ => null,
        };
        return new ProblemDetailsResponse(context.Response.StatusCode) { Detail = detail }.ExecuteAsync(context);
    }

    private string TooLarge() =>
        $"The body is larger than {options.MaxRequestBodyBytes} bytes. Send less in one request.";

    private async Task RejectAsync(HttpContext context, BadHttpRequestException fault)
    {
        LogRejected(logger, context.Request.Method, context.Request.Path, fault.StatusCode, fault.Message);
        if (!TryClear(context)) return;
        bool tooLarge = fault.StatusCode == StatusCodes.Status413PayloadTooLarge;
        await new ProblemDetailsResponse(fault.StatusCode) { Detail = tooLarge ? TooLarge() : fault.Message }
            .ExecuteAsync(context);
    }

    private async Task FailAsync(HttpContext context, Exception fault)
    {
        string incident = Guid.CreateVersion7(options.TimeProvider.GetUtcNow()).ToString("N");
        LogUnhandled(logger, fault, incident, context.Request.Method, context.Request.Path);
        if (!TryClear(context)) return;
        await new ProblemDetailsResponse(StatusCodes.Status500InternalServerError)
        {
            Detail = $"The service failed on this request. Its log has the reason under the incident {incident}.",
            Extensions = writer => writer.WriteString("incident"u8, incident),
        }.ExecuteAsync(context);
    }

    /// <summary>Empties the response for another; where it is too late for that, ends the connection, so that the
    /// caller doesn't take what it got for whole.</summary>
    private static bool TryClear(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return false;
        }

        context.Response.Clear();
        return true;
    }

    private Task RefuseAsync(HttpContext context)
    {
        bool starting = lifetime.Phase == ServicePhase.Starting;
        string detail = starting
            ? "The service is starting. Try again in a second."
            : "The service is stopping and takes no new requests. Try again on another instance or later.";
        HttpResponse response = context.Response;
        response.Headers.RetryAfter = starting ? "1" : "5";
        if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            response.Headers.Connection = "close";
        if (!IsGrpc(context.Request))
            return new ProblemDetailsResponse(StatusCodes.Status503ServiceUnavailable) { Detail = detail }
                .ExecuteAsync(context);
        // A gRPC caller reads its status from these headers only; 14 is UNAVAILABLE, which it may retry.
        response.ContentType = "application/grpc";
        response.Headers.GrpcStatus = "14";
        response.Headers.GrpcMessage = detail;
        return Task.CompletedTask;
    }
}
