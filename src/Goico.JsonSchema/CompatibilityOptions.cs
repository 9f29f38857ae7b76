namespace Goico.JsonSchema;

/// <summary>How much a comparison of two schemas may find and take. Immutable.</summary>
public sealed record CompatibilityOptions
{
    /// <summary>The defaults of every option.</summary>
    public static CompatibilityOptions Default { get; } = new();

    /// <summary>
    /// Most breaks in one answer, and most doubts; from 1. The default value is 32.
    /// </summary>
    public int MaxFindings { get; init; } = 32;

    /// <summary>
    /// Most questions whether one part of a schema follows from another, from 1; beyond them the schemas are too large
    /// to compare. The search for examples is bounded in proportion. The default value is 100,000: a few seconds at
    /// worst.
    /// </summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFindings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSteps, 1);
    }
}
