namespace Goico.JsonSchema;

/// <summary>One reason why a schema was refused, or something in it that is hardly meant.</summary>
/// <param name="SchemaLocation">
/// JSON Pointer to the place in the schema as written; empty for the whole schema. For a place in a registered
/// document, the URI it is registered under, '#' and the pointer as a URI fragment.
/// </param>
/// <param name="Message">What is wrong there and what would be right, in one sentence.</param>
public sealed record SchemaProblem(string SchemaLocation, string Message);
