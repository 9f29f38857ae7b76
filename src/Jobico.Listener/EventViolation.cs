using System.Globalization;
using System.Text.Json;
using Goico.JsonSchema;

namespace Jobico.Listener;

/// <summary>Where one event of a post breaks its schema.</summary>
/// <param name="Index">Which event of the post, from 0.</param>
/// <param name="Violation">What it breaks.</param>
internal sealed record EventViolation(int Index, SchemaViolation Violation)
{
    /// <summary>Writes the member <c>errors</c>; pointers are into the body as it was posted.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IEnumerable<EventViolation> violations)
    {
        writer.WriteStartArray("errors"u8);
        foreach ((int index, SchemaViolation violation) in violations)
        {
            writer.WriteStartObject();
            writer.WriteString(
                "pointer"u8,
                "/data/" + index.ToString(CultureInfo.InvariantCulture) + violation.InstanceLocation);
            writer.WriteString("keyword"u8, violation.Keyword);
            writer.WriteString("message"u8, violation.Message);
            writer.WriteString("schemaPointer"u8, violation.SchemaLocation);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
