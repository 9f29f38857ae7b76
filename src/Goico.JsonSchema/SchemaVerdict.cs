using System.Collections.Immutable;

namespace Goico.JsonSchema;

/// <summary>
/// The answer to one validation. A default value is not valid: only <see cref="JsonSchema.Validate"/> can say so.
/// </summary>
public readonly struct SchemaVerdict
{
    private readonly ImmutableArray<SchemaViolation> _violations;

    private SchemaVerdict(bool isValid, ImmutableArray<SchemaViolation> violations)
    {
        IsValid = isValid;
        _violations = violations;
    }

    /// <summary>Whether the document is well-formed and meets the schema.</summary>
    public bool IsValid { get; }

    /// <summary>
    /// What was violated, in the order found, at most <see cref="SchemaOptions.MaxViolations"/>; empty when valid.
    /// </summary>
    public ImmutableArray<SchemaViolation> Violations => _violations.IsDefault ? [] : _violations;

    internal static SchemaVerdict Valid => new(true, []);

    internal static SchemaVerdict Invalid(ImmutableArray<SchemaViolation> violations) => new(false, violations);
}
