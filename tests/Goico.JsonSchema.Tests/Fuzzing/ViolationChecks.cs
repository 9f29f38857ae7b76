using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Whether violations are true: they name a place in the instance, a place in the schema, and one fails the other.</summary>
internal static class ViolationChecks
{
    // Each costs an evaluation, and there may be many.
    private const int MostReplayed = 3;

    public static FuzzFailure? Failure(FuzzSubject subject, JsonTree instance, SchemaVerdict verdict)
    {
        int replayed = 0;
        foreach (SchemaViolation violation in verdict.Violations)
        {
            IReadOnlyList<JsonTree>? value = TreePointers.Path(instance, violation.InstanceLocation);
            IReadOnlyList<JsonTree>? rule = TreePointers.Path(subject.Schema, violation.SchemaLocation);
            if (value is null)
                return new FuzzFailure("violation at no place of the instance", violation.ToString());
            if (rule is null)
                return new FuzzFailure("violation at no place of the schema", violation.ToString());
            if (string.IsNullOrWhiteSpace(violation.Message))
                return new FuzzFailure("violation without a message", violation.ToString());
            bool isFalse = rule[^1].Kind == JsonKind.False;
            string last = violation.SchemaLocation[(violation.SchemaLocation.LastIndexOf('/') + 1)..];
            if (!isFalse && last != violation.Keyword)
                return new FuzzFailure("violation of another keyword", violation.ToString());
            if (++replayed <= MostReplayed && !IsTrue(subject, rule, value[^1], violation))
                return new FuzzFailure("violation that is none", violation.ToString());
        }

        return null;
    }

    /// <summary>Whether the schema around the keyword fails on the value, as far as that is known out of context.</summary>
    private static bool IsTrue(
        FuzzSubject subject, IReadOnlyList<JsonTree> rule, JsonTree value, SchemaViolation violation)
    {
        if (rule[^1].Kind == JsonKind.False || rule.Count < 2)
            return true;
        // What is said of a name stands at its property; what a dynamic reference means depends on the way to it.
        bool needsContext = violation.SchemaLocation.Contains("/propertyNames", StringComparison.Ordinal)
            || subject.Schema.SelfAndBelow().Any(node =>
                node.Has("propertyNames") || node.Has("$dynamicRef") || node.Has("$recursiveRef"));
        return needsContext || subject.Expected(rule[^2], value) != true;
    }
}
