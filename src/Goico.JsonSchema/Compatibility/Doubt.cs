using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// A way into documents: from a value that fits a premise by a step, and so on outwards to the whole.
/// </summary>
/// <param name="Outer">The way to the value; null when it is the whole document.</param>
/// <param name="Container">What is known of the value.</param>
/// <param name="Step">The step that is taken from it.</param>
internal sealed record Trail(Trail? Outer, Premise Container, Step Step)
{
    /// <summary>How many steps it has.</summary>
    public int Length { get; } = 1 + (Outer?.Length ?? 0);

    /// <summary>The way as a JSON Pointer with * for what varies.</summary>
    public static string Pattern(Trail? trail) =>
        trail is null ? "" : Pattern(trail.Outer) + trail.Step.Segment;
}

/// <summary>A keyword of the new schema that could not be proven.</summary>
/// <param name="Trail">The way to the value in question; null for the whole document.</param>
/// <param name="Premise">What is known of the value.</param>
/// <param name="Goal">The schema that it may miss.</param>
/// <param name="Old">The schema of old that speaks of the same.</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="Change">What changed, such as "minimum was 0, is now 5".</param>
/// <param name="Effect">What may not fit any more, such as "values from 0 up to 5".</param>
internal sealed record Doubt(
    Trail? Trail, Premise Premise, SchemaNode Goal, SchemaNode Old, string Keyword, string Change, string Effect)
{
    /// <summary>
    /// Values that are in question, where they can be listed; what is wrong with each has to be seen.
    /// </summary>
    public IReadOnlyList<Specimen> Suspects { get; init; } = [];

    public bool IsListed => Suspects.Count > 0;

    /// <summary>A property that a breaking object lacks.</summary>
    public string? Lacking { get; init; }

    /// <summary>Where in documents it is about.</summary>
    public string Place => Trail.Pattern(Trail);
}
