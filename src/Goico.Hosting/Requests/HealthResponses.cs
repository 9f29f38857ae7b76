using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Requests;

/// <summary>Answers <c>/healthz</c> (the process lives) and <c>/readyz</c> (send work here) in every phase.</summary>
internal sealed partial class HealthResponses(
    IEnumerable<ReadinessCheck> checks,
    ServiceLifetime lifetime,
    ServiceHostOptions options,
    ILogger<HealthResponses> logger)
{
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(5);
    private readonly ReadinessCheck[] _checks = [.. checks];
    private readonly long _started = options.TimeProvider.GetTimestamp();

    public bool TryAnswer(HttpContext context, out Task answer)
    {
        string path = context.Request.Path.Value ?? "";
        bool isHealth = path is "/healthz";
        if (!isHealth && path is not "/readyz")
        {
            answer = Task.CompletedTask;
            return false;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            answer = new ProblemDetailsResponse(StatusCodes.Status405MethodNotAllowed)
            {
                Detail = $"{path} answers GET and HEAD only.",
            }.ExecuteAsync(context);
            return true;
        }

        answer = isHealth ? AnswerHealthAsync(context) : AnswerReadinessAsync(context);
        return true;
    }

    private Task AnswerHealthAsync(HttpContext context)
    {
        TimeSpan uptime = options.TimeProvider.GetElapsedTime(_started);
        return WriteAsync(context, StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("status"u8, "ok"u8);
            writer.WriteString("name"u8, options.Name);
            writer.WriteString("version"u8, options.Version);
            writer.WriteNumber("uptimeSeconds"u8, (long)uptime.TotalSeconds);
        });
    }

    private async Task AnswerReadinessAsync(HttpContext context)
    {
        ServicePhase phase = lifetime.Phase;
        // Outside of running the answer is known, and the parts may not be there to be asked.
        ReadinessState[] states = phase == ServicePhase.Running
            ? await Task.WhenAll(_checks.Select(check => AskAsync(check, context.RequestAborted)))
            : [];
        bool ready = phase == ServicePhase.Running && states.All(s => s.IsReady);
        string status = phase switch
        {
            ServicePhase.Starting => "starting",
            ServicePhase.Running => ready ? "ready" : "not ready",
            _ => "draining",
        };
        int code = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await WriteAsync(context, code, writer => WriteReadiness(writer, status, states));
    }

    private void WriteReadiness(Utf8JsonWriter writer, string status, ReadinessState[] states)
    {
        writer.WriteString("status"u8, status);
        writer.WriteStartArray("checks"u8);
        for (int i = 0; i < states.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, _checks[i].Name);
            writer.WriteString("state"u8, states[i].IsReady ? "ready"u8 : "not ready"u8);
            if (states[i].Reason is { } reason) writer.WriteString("reason"u8, reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private async Task<ReadinessState> AskAsync(ReadinessCheck check, CancellationToken gone)
    {
        using CancellationTokenSource limit = new(CheckLimit, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, gone);
        try
        {
            return await check.AskAsync(either.Token).AsTask().WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return ReadinessState.NotReady($"no answer within {CheckLimit.TotalSeconds} seconds");
        }
        catch (Exception fault)
        {
            // The reason may hold what callers must not see; the log has it.
            LogCheckFailed(logger, fault, check.Name);
            return ReadinessState.NotReady("the check failed; the service's log has the reason");
        }
    }

    private static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> document = new(256);
        using (Utf8JsonWriter writer = new(document))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = document.WrittenCount;
        response.Headers.CacheControl = "no-store";
        return response.Body.WriteAsync(document.WrittenMemory, context.RequestAborted).AsTask();
    }

    [LoggerMessage(110, LogLevel.Warning, "Readiness check {Check} failed")]
    private static partial void LogCheckFailed(ILogger logger, Exception fault, string check);
}
