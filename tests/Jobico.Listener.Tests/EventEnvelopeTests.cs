using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Jobico.Listener.Tests;

/// <summary>The envelope is read without building anything; what it finds must be what was sent.</summary>
public sealed class EventEnvelopeTests
{
    private const int MaxEvents = 100;

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Int.Select(number => $"{number}"),
        Gen.Double[-1e9, 1e9].Select(number => JsonSerializer.Serialize(number)),
        Gen.String.Select(text => JsonSerializer.Serialize(text)),
        Gen.Const("true"),
        Gen.Const("null"));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar
        : Gen.OneOf(
            Scalar,
            inner.Array[0, 4].Select(items => $"[{string.Join(" , ", items)}]"),
            inner.Array[0, 4].Select(items => $"{{ {string.Join(',', items.Select((item, i) => $"\"k{i}\":\n{item}"))} }}")));

    [Fact]
    public void Read_OfAnyEvents_FindsEachAsItWasSent() => Value.Array[1, 8].Sample(events =>
    {
        string body = $" {{ \"data\" : [ {string.Join(" ,\t", events)} ] }}\r\n";
        var found = new List<ReadOnlyMemory<byte>>();

        EnvelopeReading reading = EventEnvelope.Read(Encoding.UTF8.GetBytes(body), MaxEvents, found);

        return reading is EnvelopeReading.Events
            && found.Select(slice => Encoding.UTF8.GetString(slice.Span)).SequenceEqual(events);
    });

    [Fact]
    public void Read_OfAnyBytes_NeverThrows() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        EventEnvelope.Read(bytes, MaxEvents, []);
    });

    [Fact]
    public void Read_OfAMutilatedBody_AgreesWithAParserThatBuildsATree() =>
        Gen.Select(Value, Gen.Int[0, 40], Gen.Char.AlphaNumeric).Sample((value, at, character) =>
        {
            string whole = $"{{\"data\":[{value}]}}";
            string body = whole.Remove(Math.Min(at, whole.Length - 1), 1).Insert(Math.Min(at, whole.Length - 1), $"{character}");
            EnvelopeReading reading = EventEnvelope.Read(Encoding.UTF8.GetBytes(body), MaxEvents, []);
            bool expected;
            try
            {
                expected = JsonNode.Parse(body) is JsonObject { Count: 1 } envelope
                    && envelope["data"] is JsonArray { Count: > 0 };
            }
            catch (Exception notJson) when (notJson is JsonException or ArgumentException)
            {
                expected = false;
            }
            // A tree refuses doubled keys below, which are the schema's matter here.
            return reading is EnvelopeReading.Events == expected || value.Contains("\"k", StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("{\"\u00ff\u00fe\":1}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"data\":[1],\"\\udc00\\ud800\":1}")]
    public void Read_OfAMemberWhoseNameIsNoText_SaysSo(string latin1)
    {
        EnvelopeReading reading = EventEnvelope.Read(Encoding.Latin1.GetBytes(latin1), MaxEvents, []);

        string message = Assert.IsType<EnvelopeReading.Malformed>(reading).Message;
        Assert.Contains("name of a member", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTooDeepABody_NamesTheDepth()
    {
        byte[] body = Encoding.UTF8.GetBytes("{\"data\":[" + new string('[', 300) + new string(']', 300) + "]}");

        EnvelopeReading reading = EventEnvelope.Read(body, MaxEvents, []);

        Assert.Contains("256", Assert.IsType<EnvelopeReading.Malformed>(reading).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfMoreEventsThanAllowed_SaysSo()
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"data\":[{string.Join(',', Enumerable.Range(0, MaxEvents + 1))}]}}");

        Assert.Equal(new EnvelopeReading.TooMany(MaxEvents), EventEnvelope.Read(body, MaxEvents, []));
    }
}
