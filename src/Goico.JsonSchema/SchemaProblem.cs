namespace Goico.JsonSchema;

/// <summary>One reason why a schema was refused.</summary>
/// <param name="SchemaLocation">
/// JSON Pointer to the offending place in the schema as written; empty for the whole schema.
/// </param>
/// <param name="Message">What is wrong there and what would be right, in one sentence.</param>
public sealed record SchemaProblem(string SchemaLocation, string Message);
