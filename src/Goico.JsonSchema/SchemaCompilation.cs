using System.Collections.Immutable;

namespace Goico.JsonSchema;

/// <summary>The outcome of compiling a schema: <see cref="Compiled"/> or <see cref="Refused"/>.</summary>
public abstract record SchemaCompilation
{
    private SchemaCompilation()
    {
    }

    /// <summary>The schema is sound and every keyword in it can be checked.</summary>
    /// <param name="Schema">The schema, ready to validate; immutable and safe for many threads.</param>
    public sealed record Compiled(JsonSchema Schema) : SchemaCompilation
    {
        /// <summary>
        /// What is allowed and yet hardly meant, such as a misspelt keyword, which checks nothing; in document order
        /// and at most 64. Empty when there is nothing to say.
        /// </summary>
        public ImmutableArray<SchemaProblem> Warnings { get; init; } = [];
    }

    /// <summary>The schema can't be used.</summary>
    /// <param name="Problems">Every problem found, at least one, in document order where that is known.</param>
    public sealed record Refused(ImmutableArray<SchemaProblem> Problems) : SchemaCompilation;
}
