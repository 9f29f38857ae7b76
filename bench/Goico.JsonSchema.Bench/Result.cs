namespace Goico.JsonSchema.Bench;

/// <summary>What one contender did with one pair.</summary>
/// <param name="Micros">The median of its rounds, in µs a document; null when it failed.</param>
/// <param name="Failure">Why it has no figure: the wrong verdict, or none at all; null when it has one.</param>
internal sealed record Result(double? Micros, string? Failure);

/// <summary>A row of the table.</summary>
/// <param name="Pair">What was validated.</param>
/// <param name="BytesAllocated">By ours, for one document.</param>
/// <param name="Results">By the contender's name.</param>
internal sealed record Row(Pair Pair, long BytesAllocated, IReadOnlyDictionary<string, Result> Results);
