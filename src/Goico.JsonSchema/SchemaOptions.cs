using Goico.JsonSchema.Compiling;

namespace Goico.JsonSchema;

/// <summary>How a schema is compiled and what its validation tolerates. Immutable.</summary>
public sealed record SchemaOptions
{
    internal const int DeepestAllowed = 1024;

    /// <summary>The defaults of every option.</summary>
    public static SchemaOptions Default { get; } = new();

    /// <summary>
    /// The draft of a schema that has no <c>$schema</c>. The default value is draft 2020-12. A registered document
    /// without one is of the draft of the schema that first refers to it.
    /// </summary>
    public SchemaDraft DefaultDraft { get; init; } = SchemaDraft.Draft202012;

    /// <summary>
    /// The documents that the schema may refer to, and the meta-schemas of its own that it may be written by; nothing
    /// else is looked up. The default value has none (the meta-schemas of the drafts are known without).
    /// </summary>
    public SchemaRegistry Registry { get; init; } = SchemaRegistry.Empty;

    /// <summary>
    /// The absolute URI of the schema, which relative references in it stand on, unless it has an <c>$id</c>. The
    /// default value is null: it has none, and relative references only lead to what it contains.
    /// </summary>
    public string? BaseUri { get; init; }

    /// <summary>
    /// Whether <c>format</c> is checked (true, the default) or a mere annotation (false). A format name that no draft
    /// defines is ignored either way. A meta-schema of its own can ask for the check, or leave <c>format</c> out of the
    /// language, whatever this says.
    /// </summary>
    public bool AssertFormats { get; init; } = true;

    /// <summary>
    /// Most violations in one verdict; from 1, which stops at the first. The default value is 32.
    /// </summary>
    public int MaxViolations { get; init; } = 32;

    /// <summary>
    /// Deepest nesting of arrays and objects in a document, from 1 to 1,024. The default value is 64.
    /// </summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Largest document, in bytes. The default value is 16 MiB.</summary>
    public int MaxDocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Most subschema applications and comparisons that one validation may take before it is given up as a violation
    /// (keyword <c>limit</c>), so that no schema can make a document expensive without end. The default value is
    /// 10,000,000.
    /// </summary>
    public long MaxSteps { get; init; } = 10_000_000;

    /// <summary>
    /// Whether an object may repeat a property name; each occurrence is then checked. The default value is false:
    /// a repeated name is a violation, because consumers disagree about which one counts.
    /// </summary>
    public bool AllowDuplicateNames { get; init; }

    /// <summary>Largest schema, in bytes. The default value is 1 MiB.</summary>
    public int MaxSchemaBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Deepest nesting of arrays and objects in a schema, from 1 to 1,024. The default value is 128.
    /// </summary>
    public int MaxSchemaDepth { get; init; } = 128;

    /// <summary>
    /// Most subschemas in a schema and all documents that it refers to, from 1. The default value is 100,000.
    /// </summary>
    public int MaxSubschemas { get; init; } = 100_000;

    /// <summary>
    /// Most registered documents that a schema may lead to, directly or not, from 0. The default value is 256.
    /// </summary>
    public int MaxReferencedDocuments { get; init; } = 256;

    /// <summary>
    /// Most bytes of the registered documents that a schema leads to, taken together; each of them may also have no
    /// more than <see cref="MaxSchemaBytes"/>. From 0; the default value is 4 MiB.
    /// </summary>
    public long MaxReferencedBytes { get; init; } = 4 * 1024 * 1024;

    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    /// <exception cref="ArgumentException">The base is not an absolute URI.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Registry);
        if (BaseUri is not null && SchemaUri.Absolute(BaseUri) is null)
        {
            throw new ArgumentException(
                $"{nameof(BaseUri)} \"{BaseUri}\" is not an absolute URI without fragment of at most "
                + $"{SchemaUri.Longest} characters.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSubschemas, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxReferencedDocuments);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxReferencedBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxViolations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDepth, DeepestAllowed);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDocumentBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSchemaBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSchemaDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxSchemaDepth, DeepestAllowed);
        if (!Enum.IsDefined(DefaultDraft))
            throw new ArgumentOutOfRangeException(nameof(DefaultDraft), DefaultDraft, "No such draft.");
    }
}
