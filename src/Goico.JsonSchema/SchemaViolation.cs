namespace Goico.JsonSchema;

/// <summary>One way in which a document fails its schema.</summary>
/// <param name="InstanceLocation">JSON Pointer to the offending value; empty for the whole document.</param>
/// <param name="SchemaLocation">
/// JSON Pointer to the keyword that was not met, in the schema as written (references are already followed). In a
/// registered document it is that document's URI, '#' and the pointer as a URI fragment. Empty for a violation that
/// no keyword states.
/// </param>
/// <param name="Keyword">
/// The keyword that was not met, such as <c>minimum</c>; <c>json</c> when the document is not well-formed JSON, too
/// large, too deep or repeats a property name; <c>limit</c> when checking it would take more work than the options
/// allow; <c>false</c> when the whole schema is <c>false</c>.
/// </param>
/// <param name="Message">What must hold and what was found, such as "must be >= 0, was -4".</param>
public sealed record SchemaViolation(string InstanceLocation, string SchemaLocation, string Keyword, string Message)
{
    /// <summary>
    /// JSON Pointer to the keyword by the way it was reached, references included, such as
    /// <c>/properties/a/$ref/minimum</c>: the specification's <c>keywordLocation</c>. The default value is empty, for
    /// a violation that no keyword states.
    /// </summary>
    public string EvaluationPath { get; init; } = "";

    /// <summary>
    /// The keyword's place as a URI with a fragment, below the <c>$id</c> of the schema that holds it: the
    /// specification's <c>absoluteKeywordLocation</c>. It starts at '#' where no <c>$id</c> names that schema. The
    /// default value is empty, for a violation that no keyword states.
    /// </summary>
    public string AbsoluteSchemaLocation { get; init; } = "";

    /// <summary>The violation as one line: "/items/3/price: must be >= 0, was -4".</summary>
    public override string ToString() =>
        InstanceLocation.Length == 0 ? $"the document {Message}" : $"{InstanceLocation}: {Message}";
}
