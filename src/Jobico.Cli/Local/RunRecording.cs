using System.Text.Json;
using Goico.Wasm;
using Goico.Wasm.Capabilities;
using Jobico.Cli.Output;

namespace Jobico.Cli.Local;

/// <summary>What a run was given from outside, so that it can be run again exactly.</summary>
/// <param name="Event">The event's JSON.</param>
/// <param name="Determinism">Its clock and its chance.</param>
/// <param name="Answered">Its requests to the host, in order.</param>
internal sealed record RunRecording(
    ReadOnlyMemory<byte> Event, GuestDeterminism Determinism, IReadOnlyList<AnsweredRequest> Answered)
{
    private const int MaxBytes = 256 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandFailure">It is no recording, or can't be read.</exception>
    public static async Task<RunRecording> ReadAsync(
        Session session, string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxBytes, cancellationToken);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 300 });
            JsonElement root = document.RootElement;
            return new RunRecording(
                root.GetProperty("event").GetBytesFromBase64(),
                new GuestDeterminism(
                    root.GetProperty("clock").GetDateTimeOffset(), root.GetProperty("seed").GetUInt64()),
                [.. root.GetProperty("answered").EnumerateArray().Select(ReadOne)]);
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw CommandFailure.Failed($"'{shown}' is no recording of a run: make one with --record.", fault);
        }
    }

    /// <summary>Writes it to a file.</summary>
    /// <exception cref="CommandFailure">It can't be written.</exception>
    public async Task WriteAsync(Session session, string shown, CancellationToken cancellationToken)
    {
        string text = JsonLine.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBase64String("event", Event.Span);
            writer.WriteString("clock", Determinism.Now);
            writer.WriteNumber("seed", Determinism.Seed);
            writer.WriteStartArray("answered");
            foreach (AnsweredRequest one in Answered) WriteOne(writer, one);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        try
        {
            await File.WriteAllTextAsync(session.PathOf(shown), text + "\n", cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Failed($"'{shown}' can't be written: {fault.Message}", fault);
        }
    }

    private static void WriteOne(Utf8JsonWriter writer, AnsweredRequest one)
    {
        writer.WriteStartObject();
        writer.WriteString("request", one.Kind);
        writer.WriteString("sha256", one.Sha256);
        switch (one.Answer)
        {
            case GuestAnswer.Done:
                writer.WriteString("answer", "done");
                break;
            case GuestAnswer.Absent:
                writer.WriteString("answer", "absent");
                break;
            case GuestAnswer.Value(var bytes):
                writer.WriteString("answer", "value");
                writer.WriteBase64String("bytes", bytes.Span);
                break;
            case GuestAnswer.Keys(var names):
                writer.WriteString("answer", "keys");
                writer.WriteStartArray("names");
                foreach (string name in names) writer.WriteStringValue(name);
                writer.WriteEndArray();
                break;
            case GuestAnswer.Http(var response):
                writer.WriteString("answer", "http");
                WriteResponse(writer, response);
                break;
            case GuestAnswer.Refused(var reason, var message):
                writer.WriteString("answer", "refused");
                writer.WriteString("reason", reason.ToString());
                writer.WriteString("message", message);
                break;
            default:
                throw new InvalidOperationException($"An answer of an unknown kind: {one.Answer.GetType()}.");
        }
        writer.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter writer, GuestHttpResponse response)
    {
        writer.WriteNumber("status", response.Status);
        writer.WriteStartArray("headers");
        foreach ((string name, string value) in response.Headers)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteBase64String("body", response.Body.Span);
    }

    private static AnsweredRequest ReadOne(JsonElement one) => new(
        Text(one, "request"),
        Text(one, "sha256"),
        Text(one, "answer") switch
        {
            "done" => GuestAnswer.Done.Instance,
            "absent" => GuestAnswer.Absent.Instance,
            "value" => new GuestAnswer.Value(one.GetProperty("bytes").GetBytesFromBase64()),
            "keys" => new GuestAnswer.Keys(
                [.. one.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)]),
            "http" => new GuestAnswer.Http(ReadResponse(one)),
            "refused" => new GuestAnswer.Refused(
                Enum.TryParse(Text(one, "reason"), out GuestRefusal reason)
                    ? reason
                    : throw new FormatException("An unknown reason."),
                Text(one, "message")),
            _ => throw new FormatException("An unknown kind of answer."),
        });

    private static GuestHttpResponse ReadResponse(JsonElement one) => new(
        one.GetProperty("status").GetInt32(),
        [
            .. one.GetProperty("headers").EnumerateArray().Select(header =>
                KeyValuePair.Create(header[0].GetString() ?? "", header[1].GetString() ?? "")),
        ],
        one.GetProperty("body").GetBytesFromBase64());

    private static string Text(JsonElement one, string key) =>
        one.GetProperty(key).GetString() ?? throw new FormatException($"{key} is null.");
}
