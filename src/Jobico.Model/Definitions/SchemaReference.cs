namespace Jobico.Model.Definitions;

/// <summary>A reference to a JSON Schema file in the tenant's repository.</summary>
/// <param name="Id">The id that the definition gives it; null where it gives none.</param>
/// <param name="Name">The name for people; null where there is none.</param>
/// <param name="FileRef">The file's name in the repository as written (the key <c>schemaref</c>).</param>
public sealed record SchemaReference(string? Id, string? Name, string FileRef);
