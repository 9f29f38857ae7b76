using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Whether violations are true: each names a place in the instance and, in three ways, one in the schema, and what is
/// at the one fails what is at the other.
/// </summary>
internal sealed class ViolationChecks
{
    // Each costs an evaluation, and there may be many.
    private const int MostReplayed = 3;

    private readonly FuzzSubject _subject;
    private readonly bool _dependsOnTheWay;

    private ViolationChecks(FuzzSubject subject)
    {
        _subject = subject;
        // What is said of a name stands at its property; what a dynamic reference means depends on how it was reached.
        IEnumerable<JsonTree> schemas = subject.Schema.Others.Select(other => other.Value).Append(subject.Tree);
        _dependsOnTheWay = schemas.SelectMany(schema => schema.SelfAndBelow()).Any(node =>
            node.Has("propertyNames") || node.Has("$dynamicRef") || node.Has("$recursiveRef"));
    }

    public static FuzzFailure? Failure(FuzzSubject subject, JsonTree instance, SchemaVerdict verdict)
    {
        var checks = new ViolationChecks(subject);
        for (int i = 0; i < verdict.Violations.Length; i++)
        {
            SchemaViolation violation = verdict.Violations[i];
            string? kind = checks.Mistake(violation, instance, isReplayed: i < MostReplayed);
            if (kind is not null)
            {
                return new FuzzFailure(kind, $"{violation}\nin the schema at {violation.SchemaLocation}, reached by "
                    + $"{violation.EvaluationPath}, absolutely at {violation.AbsoluteSchemaLocation}");
            }
        }

        return null;
    }

    private string? Mistake(SchemaViolation violation, JsonTree instance, bool isReplayed)
    {
        if (TreePointers.Path(instance, violation.InstanceLocation) is not { } value)
            return "violation at no place of the instance";
        if (string.IsNullOrWhiteSpace(violation.Message))
            return "violation without a message";
        if (_subject.Located(violation.SchemaLocation) is not { } place)
            return "violation at no place of the schema";
        if (_subject.IsKnown && _subject.Located(violation.AbsoluteSchemaLocation) != place)
            return "absolute location of another place";
        string parent = violation.SchemaLocation[..Math.Max(violation.SchemaLocation.LastIndexOf('/'), 0)];
        string last = violation.SchemaLocation[parent.Length..].TrimStart('/');
        if (place.Kind != JsonKind.False && last != violation.Keyword)
            return "violation of another keyword";
        if (!LeadsTo(violation.EvaluationPath, place))
            return "path to another place";
        bool canReplay = isReplayed && place.Kind != JsonKind.False && !_dependsOnTheWay;
        return canReplay && _subject.Located(parent) is { } schema && _subject.Documents.IsSchema(schema)
            && _subject.Expected(schema, value[^1]) == true ? "violation that is none" : null;
    }

    /// <summary>Whether a path through references ends at a place, as far as the way can be told.</summary>
    private bool LeadsTo(string path, JsonTree place)
    {
        JsonTree at = _subject.Tree;
        foreach (string segment in path.Split('/').Skip(1))
        {
            bool isSchema = _subject.Documents.IsSchema(at);
            if (isSchema && segment is "$dynamicRef" or "$recursiveRef")
                return true;
            JsonTree? next = TreePointers.Path(at, $"/{segment}")?[^1];
            if (isSchema && segment == "$ref" && next is not null)
                next = _subject.Documents.Resolve(_subject.Documents.ResourceOf(at), next.Text);
            if (next is null)
                return false;
            at = next;
        }

        return at == place;
    }
}
