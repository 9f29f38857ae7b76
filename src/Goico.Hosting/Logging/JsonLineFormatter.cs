using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Logging;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLineFormatter : LineFormatter
{
    // Lines are read by log collectors, never as HTML: only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public override void Write(IBufferWriter<byte> output, in LogLine line, IExternalScopeProvider? scopes)
    {
        using (Utf8JsonWriter writer = new(output, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("time"u8, line.Time.UtcDateTime);
            writer.WriteString("level"u8, LevelName(line.Level));
            writer.WriteString("category"u8, line.Category);
            writer.WriteNumber("eventId"u8, line.EventId.Id);
            writer.WriteString("message"u8, Bound(line.Message));
            if (line.State is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                writer.WriteStartObject("fields"u8);
                WriteFields(writer, fields);
                writer.WriteEndObject();
            }

            writer.WriteStartArray("scopes"u8);
            scopes?.ForEachScope(static (scope, writer) => WriteScope(writer, scope), writer);
            writer.WriteEndArray();
            if (line.Exception is not null) writer.WriteString("exception"u8, Bound(line.Exception.ToString()));
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteScope(Utf8JsonWriter writer, object? scope)
    {
        if (scope is IEnumerable<KeyValuePair<string, object?>> fields)
        {
            writer.WriteStartObject();
            WriteFields(writer, fields);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStringValue(Text(scope));
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        foreach ((string key, object? value) in fields)
        {
            if (IsTemplate(key)) continue;
            writer.WritePropertyName(key);
            WriteValue(writer, value);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case uint number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            default: writer.WriteStringValue(Text(value)); break;
        }
    }

    private static string Text(object? value) =>
        Bound(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static ReadOnlySpan<byte> LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace"u8,
        LogLevel.Debug => "debug"u8,
        LogLevel.Information => "information"u8,
        LogLevel.Warning => "warning"u8,
        LogLevel.Error => "error"u8,
        _ => "critical"u8,
    };
}
