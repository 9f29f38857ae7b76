using System.Collections.Immutable;

namespace Jobico.Model.Definitions;

/// <summary>What came of reading a definition's text.</summary>
/// <param name="Definition">The definition; null when any problem is an error.</param>
/// <param name="Problems">Every error and warning, by position.</param>
public sealed record DefinitionReading(JobDefinition? Definition, ImmutableArray<DefinitionProblem> Problems);
