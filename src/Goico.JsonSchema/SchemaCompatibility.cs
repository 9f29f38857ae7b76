using System.Collections.Immutable;
using Goico.JsonSchema.Compatibility;

namespace Goico.JsonSchema;

/// <summary>
/// Whether every document that is valid under one schema is valid under another: <see cref="Compatible"/>,
/// <see cref="Breaking"/> or <see cref="Unknown"/>. Neither of the first two is ever said without proof.
/// </summary>
public abstract record SchemaCompatibility
{
    private SchemaCompatibility()
    {
    }

    /// <summary>
    /// Compares two schemas, of whatever drafts. Never throws for what they say, and is bounded by the options: two
    /// schemas that are too large or too intricate are <see cref="Unknown"/>. What the schemas check counts, and the
    /// limits on documents that they were compiled with, but not how many steps a check takes.
    /// </summary>
    /// <param name="before">The schema that the documents at hand are valid under.</param>
    /// <param name="after">The schema that they are to be valid under.</param>
    /// <param name="options">How much to look for; null for the defaults.</param>
    /// <returns>What was found out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SchemaCompatibility Check(JsonSchema before, JsonSchema after, CompatibilityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        options ??= CompatibilityOptions.Default;
        options.Check();
        return new Comparison(before, after, options).Run();
    }

    /// <summary>Every document that is valid under the first schema is valid under the second.</summary>
    public sealed record Compatible : SchemaCompatibility;

    /// <summary>There are documents that are valid under the first schema and not under the second.</summary>
    /// <param name="Breaks">
    /// Where and how, each with an example; at least one, at most <see cref="CompatibilityOptions.MaxFindings"/>.
    /// </param>
    /// <param name="Doubts">
    /// Where else documents may break, but no example was found and none could be ruled out; as many at most.
    /// </param>
    public sealed record Breaking(ImmutableArray<SchemaBreak> Breaks, ImmutableArray<SchemaDoubt> Doubts)
        : SchemaCompatibility;

    /// <summary>No document was found that breaks, but it could not be shown that there is none.</summary>
    /// <param name="Doubts">
    /// Where and why; at least one, at most <see cref="CompatibilityOptions.MaxFindings"/>.
    /// </param>
    public sealed record Unknown(ImmutableArray<SchemaDoubt> Doubts) : SchemaCompatibility;
}
