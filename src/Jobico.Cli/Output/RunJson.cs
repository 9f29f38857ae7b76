using System.Text.Json;
using Goico.Wasm;
using Jobico.Cli.Local;
using Jobico.Model.Executions;

namespace Jobico.Cli.Output;

/// <summary>A local run for programs: one object; outcomes and levels are named as in the API's JSON.</summary>
internal static class RunJson
{
    /// <summary>Writes it as a line.</summary>
    public static void Write(Screen screen, LocalRun run)
    {
        RunWords words = RunWords.Of(run.Outcome);
        screen.Plain(JsonLine.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", words.Name);
            if (run.Outcome is GuestOutcome.Returned returned)
            {
                writer.WriteNumber("code", returned.Code);
                writer.WriteString("result", returned.Result.Span);
            }
            if (words.Fault is { } fault) writer.WriteString("fault", fault);
            if (words.Backtrace.Count > 0) WriteBacktrace(writer, words.Backtrace);
            WriteLogs(writer, run.Outcome);
            WritePublished(writer, run.Published);
            writer.WriteNumber("durationUs", run.Outcome.Duration.TotalMicroseconds);
            writer.WriteNumber("loadUs", run.LoadTime.TotalMicroseconds);
            writer.WriteNumber("peakMemoryBytes", run.Outcome.PeakMemoryBytes);
            writer.WriteNumber("hostCalls", run.Outcome.HostCalls);
            if (run.Outcome.FuelUsed is { } fuel) writer.WriteNumber("fuelUsed", fuel);
            writer.WriteStartObject("calls");
            foreach ((string kind, int count) in run.Calls) writer.WriteNumber(kind, count);
            writer.WriteEndObject();
            WriteProgram(writer, run);
            if (run.Repeated is { } repeated) WriteRepeated(writer, repeated);
            writer.WriteEndObject();
        }));
    }

    private static void WriteBacktrace(Utf8JsonWriter writer, IReadOnlyList<GuestFrame> backtrace)
    {
        writer.WriteStartArray("backtrace");
        foreach (GuestFrame frame in backtrace)
        {
            writer.WriteStartObject();
            if (frame.Function is { } function) writer.WriteString("function", function);
            if (frame.File is { } file) writer.WriteString("file", file);
            if (frame.Line is { } line) writer.WriteNumber("line", line);
            writer.WriteNumber("functionOffset", frame.FunctionOffset);
            writer.WriteNumber("moduleOffset", frame.ModuleOffset);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteLogs(Utf8JsonWriter writer, GuestOutcome outcome)
    {
        writer.WriteStartArray("logs");
        foreach (GuestLogLine line in outcome.Logs)
        {
            writer.WriteStartObject();
            writer.WriteString("level", line.Level.ToString().ToUpperInvariant());
            writer.WriteNumber("offsetUs", line.Offset.TotalMicroseconds);
            writer.WriteString("text", line.Utf8.Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteBoolean("logsTruncated", outcome.LogsTruncated);
    }

    private static void WritePublished(Utf8JsonWriter writer, IReadOnlyList<PublishedEvent> published)
    {
        writer.WriteStartArray("published");
        foreach (PublishedEvent one in published)
        {
            writer.WriteStartObject();
            writer.WriteString("event", one.Event);
            writer.WritePropertyName("data");
            using JsonDocument data = JsonDocument.Parse(one.Data, new JsonDocumentOptions { MaxDepth = 256 });
            data.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteProgram(Utf8JsonWriter writer, LocalRun run)
    {
        writer.WriteStartObject("program");
        writer.WriteString("file", run.Program.Shown);
        writer.WriteString("abi", run.Info.Abi.ToString().ToLowerInvariant());
        writer.WriteString("mainFunction", run.Info.MainFunction);
        writer.WriteNumber("sizeBytes", run.Info.SizeBytes);
        writer.WriteString("sha256", run.Info.Sha256);
        writer.WriteStartArray("warnings");
        foreach (string warning in run.Info.Warnings) writer.WriteStringValue(warning);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRepeated(Utf8JsonWriter writer, RepeatedRuns runs)
    {
        writer.WriteStartObject("repeated");
        writer.WriteNumber("count", runs.Count);
        writer.WriteNumber("medianUs", runs.Median.TotalMicroseconds);
        writer.WriteNumber("minUs", runs.Min.TotalMicroseconds);
        writer.WriteNumber("p99Us", runs.P99.TotalMicroseconds);
        writer.WriteNumber("different", runs.Different);
        writer.WriteEndObject();
    }
}
