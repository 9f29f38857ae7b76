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

/// <summary>What an event's end leads to: the next event, with data that fit its schema or a reason why they do not.
/// </summary>
internal sealed class NextEvents(SchemaCatalog schemas, QueueOptions options)
{
    /// <summary>The next events of an event that is at its end.</summary>
    /// <exception cref="StorageException">The next event's schema can't be read.</exception>
    public async ValueTask<IReadOnlyList<NextEvent>> AfterAsync(
        LeasedEvent lease, EventBinding binding, Attempt attempt, CancellationToken cancellationToken)
    {
        bool ok = attempt.Outcome == ExecutionOutcome.Ok;
        EventBinding? target = ok ? binding.Ok : binding.Error;
        if (target is null) return [];
        ReadOnlyMemory<byte> data = ok ? DataOfResult(attempt.Result) : DataOfError(lease, attempt);
        string? deadReason = lease.Depth + 1 > options.MaxChainDepth
            ? $"The chain of results is longer than {options.MaxChainDepth}: does it feed itself?"
            : Misfit(await schemas.GetAsync(target.Schema, cancellationToken), target, data);
        return [new NextEvent(target.Route, data, deadReason)];
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

    private static string? Misfit(JsonSchema schema, EventBinding target, ReadOnlyMemory<byte> data)
    {
        SchemaVerdict verdict = schema.Validate(data.Span);
        if (verdict.IsValid) return null;
        var reason = new StringBuilder(
            $"The result does not fit schema '{target.Definition.Schema.FileRef}' of event '{target.Definition.Id}':");
        foreach (SchemaViolation violation in verdict.Violations)
        {
            reason.Append($" {(violation.InstanceLocation.Length == 0 ? "/" : violation.InstanceLocation)}: ")
                .Append($"{violation.Message} ({violation.Keyword});");
        }
        return reason.ToString().TrimEnd(';');
    }
}
