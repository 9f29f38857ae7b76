using System.Collections.Immutable;
using System.Text.Json;

namespace Goico.JsonSchema;

/// <summary>
/// The answer to one validation. A default value is not valid: only <see cref="JsonSchema.Validate"/> can say so.
/// </summary>
public readonly struct SchemaVerdict
{
    private readonly ImmutableArray<SchemaViolation> _violations;

    private SchemaVerdict(bool isValid, ImmutableArray<SchemaViolation> violations)
    {
        IsValid = isValid;
        _violations = violations;
    }

    /// <summary>Whether the document is well-formed and meets the schema.</summary>
    public bool IsValid { get; }

    /// <summary>
    /// What was violated, in the order found, at most <see cref="SchemaOptions.MaxViolations"/>; empty when valid.
    /// </summary>
    public ImmutableArray<SchemaViolation> Violations => _violations.IsDefault ? [] : _violations;

    /// <summary>
    /// Writes the verdict as one JSON object in the output format "basic" of the specification (draft 2020-12, core,
    /// section 12.4.2): <c>valid</c>, and for an invalid document <c>errors</c>, each with <c>keywordLocation</c>,
    /// <c>absoluteKeywordLocation</c> where a keyword states it, <c>instanceLocation</c> and <c>error</c>.
    /// </summary>
    /// <param name="writer">Where to; nothing is flushed.</param>
    public void WriteBasic(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteBoolean("valid"u8, IsValid);
        if (!IsValid)
        {
            writer.WriteStartArray("errors"u8);
            foreach (SchemaViolation violation in Violations)
                Write(writer, violation);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SchemaViolation violation)
    {
        writer.WriteStartObject();
        writer.WriteString("keywordLocation"u8, violation.EvaluationPath);
        if (violation.AbsoluteSchemaLocation.Length > 0)
            writer.WriteString("absoluteKeywordLocation"u8, violation.AbsoluteSchemaLocation);
        writer.WriteString("instanceLocation"u8, violation.InstanceLocation);
        writer.WriteString("error"u8, violation.Message);
        writer.WriteEndObject();
    }

    internal static SchemaVerdict Valid => new(true, []);

    internal static SchemaVerdict Invalid(ImmutableArray<SchemaViolation> violations) => new(false, violations);
}
