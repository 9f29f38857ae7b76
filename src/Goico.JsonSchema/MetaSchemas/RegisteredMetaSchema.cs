using Goico.JsonSchema.Compiling;

namespace Goico.JsonSchema.MetaSchemas;

/// <summary>
/// A registered meta-schema, compiled without having been checked against its own: which may be one that leads back
/// to it. Nothing changes it, or the documents, any more.
/// </summary>
/// <param name="Compilation">The meta-schema, or why it can't be used.</param>
/// <param name="Documents">Its documents, which are still to be checked.</param>
internal sealed record RegisteredMetaSchema(SchemaCompilation Compilation, IReadOnlyList<SchemaDocument> Documents);
