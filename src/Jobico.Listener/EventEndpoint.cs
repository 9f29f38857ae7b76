using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using Goico.Hosting;
using Goico.JsonSchema;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Events;
using Jobico.Storage;
using Jobico.Storage.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using EventId = Jobico.Model.Events.EventId;

namespace Jobico.Listener;

/// <summary>
/// <c>POST /events/{tenant}/{event}</c>: finds the live definition, checks every event against its schema, and answers
/// 202 once all of them are durable; or refuses all of them and says why.
/// </summary>
public sealed partial class EventEndpoint
{
    private const string JsonType = "application/json";

    private readonly IEventStore _events;
    private readonly LiveCatalog _catalog;
    private readonly SchemaCatalog _schemas;
    private readonly ListenerOptions _options;
    private readonly ILogger<EventEndpoint> _logger;

    /// <summary>Makes it.</summary>
    public EventEndpoint(
        IStorageEngine engine,
        LiveCatalog catalog,
        SchemaCatalog schemas,
        ListenerOptions options,
        ILogger<EventEndpoint> logger)
    {
        _events = engine.Events;
        _catalog = catalog;
        _schemas = schemas;
        _options = options;
        _logger = logger;
    }

    /// <summary>Answers one post.</summary>
    public async Task HandleAsync(HttpContext context, string tenant, string eventId)
    {
        if (Find(tenant, eventId, out EventBinding? binding) is { } unknown)
        {
            await unknown.ExecuteAsync(context);
            return;
        }
        if (!IsJson(context.Request.ContentType))
        {
            await Problem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type",
                $"The body's content type is '{context.Request.ContentType}': send {JsonType}.")
                .ExecuteAsync(context);
            return;
        }
        if (context.Request.Headers.ContentEncoding is { Count: > 0 } encoding && !IsIdentity(encoding))
        {
            await Problem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type",
                $"The body's content encoding is '{encoding}': send it as it is, without compression.")
                .ExecuteAsync(context);
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The limit here is ours, so that the answer is ours too.
            limit.MaxRequestBodySize = null;
        }
        using RequestBody? body = context.Request.ContentLength > _options.MaxBodyBytes
            ? null
            : await RequestBody.ReadAsync(context.Request.BodyReader, _options.MaxBodyBytes, context.RequestAborted);
        if (body is not { } whole)
        {
            await Problem(HttpStatusCode.RequestEntityTooLarge, "body-too-large",
                $"The body is larger than {_options.MaxBodyBytes} bytes: send fewer or smaller events in one post.")
                .ExecuteAsync(context);
            return;
        }
        ProblemDetailsResponse? refusal = await AcceptAsync(context, binding!, whole.Bytes);
        if (refusal is not null) await refusal.ExecuteAsync(context);
    }

    private ProblemDetailsResponse? Find(string tenantText, string eventId, out EventBinding? binding)
    {
        binding = null;
        if (!TenantId.TryParse(tenantText, out TenantId tenant))
        {
            return Problem(HttpStatusCode.NotFound, "unknown-tenant",
                $"'{tenantText}' is no tenant id: it takes {Identifier.Rule}.");
        }
        if (_catalog.Find(tenant) is not { } live)
        {
            return Problem(HttpStatusCode.NotFound, "unknown-tenant",
                $"Tenant '{tenant}' has no job deployed: deploy a definition first, or check the tenant's id.");
        }
        binding = live.FindEvent(eventId);
        if (binding is not null) return null;
        string known = string.Join(", ", live.Events.Keys.Order(StringComparer.Ordinal).Take(10));
        return Problem(HttpStatusCode.NotFound, "unknown-event",
            $"No live job of tenant '{tenant}' defines the event '{eventId}'. It has: {known}.");
    }

    private async ValueTask<ProblemDetailsResponse?> AcceptAsync(
        HttpContext context, EventBinding binding, ReadOnlyMemory<byte> body)
    {
        var events = new List<ReadOnlyMemory<byte>>();
        switch (EventEnvelope.Read(body, _options.MaxEventsPerPost, events))
        {
            case EnvelopeReading.Malformed(var message):
                return Problem(HttpStatusCode.BadRequest, "malformed-body", message);
            case EnvelopeReading.TooMany(var max):
                return Problem(HttpStatusCode.RequestEntityTooLarge, "too-many-events",
                    $"The post holds more than {max} events: split it.");
            case EnvelopeReading.Events:
                break;
            default:
                throw new UnreachableException();
        }
        try
        {
            JsonSchema schema = await _schemas.GetAsync(binding.Schema, context.RequestAborted);
            if (Misfits(schema, binding, events) is { } misfit) return misfit;
        }
        catch (StorageException fault)
        {
            AcceptFailed(binding.Route, fault.Message);
            return RetryLater(context, Problem(HttpStatusCode.ServiceUnavailable, "schema-unavailable",
                $"The schema of event '{binding.Definition.Id}' can't be read: nothing was accepted. Try again "
                + "later; if that does not help, upload the schema again and redeploy."));
        }
        return await EnqueueAsync(context, binding, events);
    }

    private async ValueTask<ProblemDetailsResponse?> EnqueueAsync(
        HttpContext context, EventBinding binding, List<ReadOnlyMemory<byte>> events)
    {
        try
        {
            EnqueueResult result = await _events.EnqueueAsync(
                binding.Route, events, binding.Queue.MaxBacklog, CancellationToken.None);
            switch (result)
            {
                case EnqueueResult.Accepted(var ids):
                    await WriteAcceptedAsync(context.Response, ids);
                    return null;
                case EnqueueResult.QueueFull(var backlog):
                    return RetryLater(context, Problem(HttpStatusCode.TooManyRequests, "queue-full",
                        $"Queue '{binding.Queue.Id}' holds {backlog} unfinished events and may hold "
                        + $"{binding.Queue.MaxBacklog}: nothing was accepted. Try again later."));
                default:
                    throw new UnreachableException();
            }
        }
        catch (StorageException fault)
        {
            // Its message says all that there is to do; a trace for every refused post would flood the log.
            AcceptFailed(binding.Route, fault.Message);
            ProblemDetailsResponse problem = fault is StorageFullException
                ? Problem(HttpStatusCode.ServiceUnavailable, "storage-full",
                    "The server has no room left to store events: nothing was accepted. Try again later.")
                : Problem(HttpStatusCode.ServiceUnavailable, "storage-unavailable",
                    "The server can't store events now; whether these were accepted is unknown. Try again later.");
            return RetryLater(context, problem);
        }
    }

    private ProblemDetailsResponse? Misfits(JsonSchema schema, EventBinding binding, List<ReadOnlyMemory<byte>> events)
    {
        List<EventViolation>? violations = null;
        int misfits = 0;
        for (int index = 0; index < events.Count; index++)
        {
            SchemaVerdict verdict = schema.Validate(events[index].Span);
            if (verdict.IsValid) continue;
            misfits++;
            violations ??= [];
            foreach (SchemaViolation violation in verdict.Violations)
            {
                if (violations.Count < _options.MaxViolations) violations.Add(new EventViolation(index, violation));
            }
        }
        if (violations is null) return null;
        return Problem(HttpStatusCode.UnprocessableEntity, "schema-misfit",
            $"{misfits} of {events.Count} events do not fit schema '{binding.Definition.Schema.FileRef}' of event "
            + $"'{binding.Definition.Id}': nothing was accepted.",
            writer => EventViolation.WriteAll(writer, violations));
    }

    private static async ValueTask WriteAcceptedAsync(HttpResponse response, IReadOnlyList<EventId> ids)
    {
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = JsonType;
        const int IdLength = 26;
        int length = 8 + ids.Count * (IdLength + 3) - 1 + 2;
        response.ContentLength = length;
        WriteIds(response.BodyWriter, ids, length);
        await response.BodyWriter.FlushAsync();
    }

    /// <summary>The answer is always of one form, so it is written in place: no writer, no text.</summary>
    private static void WriteIds(PipeWriter output, IReadOnlyList<EventId> ids, int length)
    {
        Span<byte> target = output.GetSpan(length);
        "{\"ids\":["u8.CopyTo(target);
        int at = 8;
        for (int index = 0; index < ids.Count; index++)
        {
            if (index > 0) target[at++] = (byte)',';
            target[at++] = (byte)'"';
            ids[index].Value.TryWriteStringify(target[at..]);
            at += 26;
            target[at++] = (byte)'"';
        }
        "]}"u8.CopyTo(target[at..]);
        output.Advance(at + 2);
    }

    private static bool IsIdentity(StringValues encoding) =>
        encoding.Count == 1 && string.Equals(encoding[0], "identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        ReadOnlySpan<char> type = contentType.AsSpan();
        int parameters = type.IndexOf(';');
        if (parameters >= 0) type = type[..parameters];
        return type.Trim().Equals(JsonType, StringComparison.OrdinalIgnoreCase);
    }

    private static ProblemDetailsResponse RetryLater(HttpContext context, ProblemDetailsResponse problem)
    {
        context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        return problem;
    }

    private static ProblemDetailsResponse Problem(
        HttpStatusCode status, string kind, string detail, Action<Utf8JsonWriter>? members = null) =>
        new((int)status) { Type = $"urn:jobico:problem:{kind}", Detail = detail, Extensions = members };

    [LoggerMessage(1, LogLevel.Error, "A post to {Route} could not be stored: {Reason}")]
    private partial void AcceptFailed(EventRoute route, string reason);
}
