using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>A keyword, or a group of them, of the schema to be met.</summary>
/// <param name="Subject">What is to be proven.</param>
/// <param name="Kinds">The kinds of values that may miss it.</param>
/// <param name="Applicator">The applicator, when it is one.</param>
internal sealed record GoalPart(GoalSubject Subject, Kinds Kinds, Applicator? Applicator = null);

internal enum GoalSubject
{
    Types,
    Values,
    Numbers,
    Texts,
    Objects,
    UnevaluatedProperties,
    Arrays,
    UnevaluatedItems,
    Applicator,
}
