namespace Goico.JsonSchema;

/// <summary>One way in which documents that fitted a schema do not fit the one that is to replace it.</summary>
/// <param name="OldLocation">JSON Pointer to the schema of old that speaks of the value in question.</param>
/// <param name="NewLocation">JSON Pointer to the schema that the value now misses.</param>
/// <param name="InstancePattern">
/// JSON Pointer to the value in documents, with * for any property or item, such as <c>/items/*/price</c>; empty for
/// the whole document.
/// </param>
/// <param name="Keyword">The keyword that is now missed, such as <c>minimum</c>.</param>
/// <param name="Message">
/// What changed and what no longer fits, such as "/price: minimum was 0, is now 5: values from 0 up to 5 no longer
/// fit".
/// </param>
/// <param name="Witness">
/// An example as JSON text: a document that was validated against both schemas and breaks.
/// </param>
public sealed record SchemaBreak(
    string OldLocation,
    string NewLocation,
    string InstancePattern,
    string Keyword,
    string Message,
    string Witness);
