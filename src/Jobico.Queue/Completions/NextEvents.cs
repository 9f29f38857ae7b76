using System.Buffers;
using System.Text;
using System.Text.Json;
using Goico.JsonSchema;
using Jobico.Catalog;
using Jobico.Model.Definitions;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage;
using Jobico.Storage.Events;

namespace Jobico.Queue.Completions;

/// <summary>
/// What an event's end leads to: the event that its result becomes, and those that its program published, each with
/// data that fit its schema or a reason why they do not.
/// </summary>
internal sealed class NextEvents(
    IEventStore events, LiveCatalog catalog, SchemaCatalog schemas, QueueOptions options)
{
    /// <summary>The next events of an event that is at its end: the routed one, then the published ones.</summary>
    /// <exception cref="StorageException">A next event's schema can't be read.</exception>
    public async ValueTask<IReadOnlyList<NextEvent>> AfterAsync(
        LeasedEvent lease, EventBinding binding, Attempt attempt, CancellationToken cancellationToken)
    {
        bool ok = attempt.Outcome == ExecutionOutcome.Ok;
        EventBinding? target = ok ? binding.Ok : binding.Error;
        IReadOnlyList<PublishedEvent> published = ok ? attempt.Published : [];
        if (target is null && published.Count == 0) return [];
        var next = new List<NextEvent>(published.Count + 1);
        if (target is not null)
        {
            ReadOnlyMemory<byte> data = ok ? DataOfResult(attempt.Result) : DataOfError(lease, attempt);
            next.Add(await CheckAsync(lease, target, data, "The result does", cancellationToken));
        }
        foreach (PublishedEvent one in published) next.Add(await OfPublishedAsync(lease, one, cancellationToken));
        return next;
    }

    /// <summary>
    /// A published event is checked by what is live now, not by the version that its publisher ran under: it may be of
    /// another job. What can't be delivered stays as a dead letter, since its publisher was told that it is published.
    /// </summary>
    private async ValueTask<NextEvent> OfPublishedAsync(
        LeasedEvent lease, PublishedEvent published, CancellationToken cancellationToken)
    {
        EventRoute publisher = lease.Route;
        EventBinding? target = catalog.FindEvent(publisher.Tenant, published.Event);
        // No queue is known for what is not live, so that its dead letter lies beside its publisher's.
        EventRoute route = target?.Route ?? publisher with { Event = published.Event };
        if (!IsJson(published.Data.Span))
        {
            string text = Encoding.UTF8.GetString(published.Data.Span);
            return new NextEvent(
                route,
                Write(writer => writer.WriteString("text"u8, text), published.Data.Length + 32),
                $"What event '{publisher.Event}' published as event '{published.Event}' is no JSON; it is kept as a "
                + "text.");
        }
        if (target is null)
        {
            return new NextEvent(
                route,
                published.Data,
                $"Event '{publisher.Event}' published it, and no live job of tenant '{publisher.Tenant}' defines event "
                + $"'{published.Event}' any more: deploy one that does.");
        }
        // A program may publish many events for each of its own, and so on from each of those: unlike a result, which
        // is one for one, that must end where posts end, too.
        long backlog = (await events.GetDepthAsync(route.QueueKey, cancellationToken)).Backlog;
        if (backlog >= target.Queue.MaxBacklog)
        {
            return new NextEvent(
                route,
                published.Data,
                $"Event '{publisher.Event}' published it, and queue '{route.Queue}' was full with {backlog} unfinished "
                + "events.");
        }
        return await CheckAsync(
            lease, target, published.Data, $"The data published by event '{publisher.Event}' do", cancellationToken);
    }

    private async ValueTask<NextEvent> CheckAsync(
        LeasedEvent lease,
        EventBinding target,
        ReadOnlyMemory<byte> data,
        string subject,
        CancellationToken cancellationToken)
    {
        string? deadReason = lease.Depth + 1 > options.MaxChainDepth
            ? $"The chain of results is longer than {options.MaxChainDepth}: does it feed itself?"
            : Misfit(await schemas.GetAsync(target.Schema, cancellationToken), target, data, subject);
        return new NextEvent(target.Route, data, deadReason);
    }

    /// <summary>A result that is JSON is the data; any other text is wrapped.</summary>
    private static ReadOnlyMemory<byte> DataOfResult(ReadOnlyMemory<byte> result)
    {
        if (IsJson(result.Span)) return result;
        return Write(writer => writer.WriteString("result"u8, result.Span), result.Length + 32);
    }

    private static ReadOnlyMemory<byte> DataOfError(LeasedEvent lease, Attempt attempt) => Write(
        writer =>
        {
            writer.WriteNumber("code"u8, attempt.Code);
            if (attempt.Fault is { } fault) writer.WriteString("message"u8, fault);
            else writer.WriteString("message"u8, attempt.Result.Span);
            writer.WritePropertyName("event"u8);
            // The event passed its schema when it was accepted: it is one JSON document.
            writer.WriteRawValue(lease.Data.Span, skipInputValidation: true);
        },
        lease.Data.Length + attempt.Result.Length + 64);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members, int sizeHint)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                // Reading to the end is the check.
            }
            return text.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Misfit(
        JsonSchema schema, EventBinding target, ReadOnlyMemory<byte> data, string subject)
    {
        SchemaVerdict verdict = schema.Validate(data.Span);
        if (verdict.IsValid) return null;
        var reason = new StringBuilder(
            $"{subject} not fit schema '{target.Definition.Schema.FileRef}' of event '{target.Definition.Id}':");
        foreach (SchemaViolation violation in verdict.Violations)
        {
            reason.Append($" {(violation.InstanceLocation.Length == 0 ? "/" : violation.InstanceLocation)}: ")
                .Append($"{violation.Message} ({violation.Keyword});");
        }
        return reason.ToString().TrimEnd(';');
    }
}
