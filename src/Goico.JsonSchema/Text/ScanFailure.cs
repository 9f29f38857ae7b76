namespace Goico.JsonSchema.Text;

/// <summary>Why and where a document is not acceptable JSON.</summary>
/// <param name="Location">JSON Pointer to the value or container that was being read.</param>
/// <param name="Message">What is wrong, as a sentence's predicate: "is empty".</param>
internal readonly record struct ScanFailure(string Location, string Message);
