using System.Text.Json;
using Goico.JsonSchema;

namespace Jobico.Cli.Local;

/// <summary>What published events must look like, as far as a definition at hand says.</summary>
/// <param name="byEvent">The schemas by the event's id; of other events only that they are JSON is checked.</param>
internal sealed class PublishSchemas(IReadOnlyDictionary<string, JsonSchema> byEvent)
{
    /// <summary>Of a run without a definition.</summary>
    public static PublishSchemas None { get; } = new(new Dictionary<string, JsonSchema>());

    /// <summary>Why an event can't be published with such data; null where it can.</summary>
    public string? Problem(string id, ReadOnlySpan<byte> data)
    {
        if (byEvent.TryGetValue(id, out JsonSchema? schema))
        {
            SchemaVerdict verdict = schema.Validate(data);
            return verdict.IsValid ? null : $"the data do not fit the schema of event '{id}': {verdict.Violations[0]}";
        }
        try
        {
            var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = 256 });
            while (reader.Read())
            {
                // To the end: what is broken throws.
            }
            return null;
        }
        catch (JsonException fault)
        {
            return $"the data of event '{id}' are not JSON: line {fault.LineNumber + 1}, byte "
                + $"{fault.BytePositionInLine + 1}";
        }
    }
}
