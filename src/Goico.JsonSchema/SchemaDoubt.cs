namespace Goico.JsonSchema;

/// <summary>A place where two schemas differ, and it is not known whether a document breaks by that.</summary>
/// <param name="OldLocation">JSON Pointer to the schema of old that speaks of the value in question.</param>
/// <param name="NewLocation">JSON Pointer to the new schema that speaks of it.</param>
/// <param name="InstancePattern">
/// JSON Pointer to the value in documents, with * for any property or item; empty for the whole document.
/// </param>
/// <param name="Keyword">
/// The keyword in question; <c>limit</c> when the comparison was given up, or about limits on documents.
/// </param>
/// <param name="Reason">What could not be shown, in one sentence.</param>
public sealed record SchemaDoubt(
    string OldLocation,
    string NewLocation,
    string InstancePattern,
    string Keyword,
    string Reason);
