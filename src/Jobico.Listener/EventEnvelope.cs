using System.Text.Json;

namespace Jobico.Listener;

/// <summary>
/// Reads <c>{"data": [event, …]}</c>: finds where each event lies in the body, without copying or building anything.
/// </summary>
internal static class EventEnvelope
{
    // Depth is the schema's matter: here it must only not be less than what a schema may allow.
    private const int MaxDepth = 256;

    /// <summary>The events in a body.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="maxEvents">How many events it may hold.</param>
    /// <param name="events">Gets each event's slice of the body, in order.</param>
    public static EnvelopeReading Read(ReadOnlyMemory<byte> body, int maxEvents, List<ReadOnlyMemory<byte>> events)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            return ReadObject(ref reader, body, maxEvents, events);
        }
        catch (JsonException malformed)
        {
            return new EnvelopeReading.Malformed(
                $"The body is not JSON, or nests deeper than {MaxDepth}: at line {malformed.LineNumber + 1}, byte "
                + $"{malformed.BytePositionInLine + 1}. Send {{\"data\": [event, …]}}.");
        }
        catch (InvalidOperationException)
        {
            // The reader lets a name through that is no text, and throws this when it is compared or read.
            return new EnvelopeReading.Malformed(
                "The name of a member is not valid UTF-8, or half of a surrogate pair. Send {\"data\": [event, …]}.");
        }
    }

    private static EnvelopeReading ReadObject(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, int maxEvents, List<ReadOnlyMemory<byte>> events)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new EnvelopeReading.Malformed("The body is not a JSON object: send {\"data\": [event, …]}.");
        }
        bool hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("data"u8))
            {
                return new EnvelopeReading.Malformed(
                    $"Unknown member '{reader.GetString()}': beside 'data' there is nothing to say yet. Remove it.");
            }
            if (hasData) return new EnvelopeReading.Malformed("There are two members 'data': send one.");
            hasData = true;
            if (ReadData(ref reader, body, maxEvents, events) is { } problem) return problem;
        }
        // Text after the object makes the reader throw here.
        reader.Read();
        if (!hasData)
        {
            return new EnvelopeReading.Malformed("The member 'data' is missing: send {\"data\": [event, …]}.");
        }
        return events.Count == 0
            ? new EnvelopeReading.Malformed("'data' is empty: send at least one event.")
            : EnvelopeReading.Events.Instance;
    }

    private static EnvelopeReading? ReadData(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, int maxEvents, List<ReadOnlyMemory<byte>> events)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new EnvelopeReading.Malformed("'data' is not an array: send {\"data\": [event, …]}.");
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (events.Count == maxEvents) return new EnvelopeReading.TooMany(maxEvents);
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            events.Add(body[start..(int)reader.BytesConsumed]);
        }
        return null;
    }
}

/// <summary>What a body was found to be: a closed set.</summary>
internal abstract record EnvelopeReading
{
    private EnvelopeReading()
    {
    }

    /// <summary>Events, at least one.</summary>
    public sealed record Events : EnvelopeReading
    {
        public static readonly Events Instance = new();
    }

    /// <summary>Not an envelope; the message says what it should be.</summary>
    public sealed record Malformed(string Message) : EnvelopeReading;

    /// <summary>More events than one post may hold.</summary>
    public sealed record TooMany(int Max) : EnvelopeReading;
}
