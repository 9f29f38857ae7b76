using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>A document that was valid under the old schema, and is not under the new.</summary>
/// <param name="Document">The document as JSON text.</param>
/// <param name="Violations">What the new schema finds wrong with it.</param>
internal sealed record Witness(string Document, ImmutableArray<SchemaViolation> Violations)
{
    // A schema that is false is itself the place of its violations, and may be held by one of these.
    private static readonly string[] s_holders =
    [
        "items", "additionalItems", "additionalProperties", "unevaluatedItems", "unevaluatedProperties",
        "propertyNames", "then", "else",
    ];

    /// <summary>Whether a keyword of a schema, or the schema itself, is among what the document misses.</summary>
    public bool Shows(string location, string keyword) => Violations.Any(violation => violation.Keyword == keyword
        && (violation.SchemaLocation == location || violation.SchemaLocation == JsonPointer.Child(location, keyword)));

    /// <summary>The schema that a violation is about.</summary>
    public static string Home(SchemaViolation violation)
    {
        string last = $"/{violation.Keyword}";
        bool isKeyword = violation.SchemaLocation.EndsWith(last, StringComparison.Ordinal)
            && !s_holders.Contains(violation.Keyword);
        return isKeyword ? violation.SchemaLocation[..^last.Length] : violation.SchemaLocation;
    }
}
