namespace Jobico.Model.Definitions;

/// <summary>One thing that is wrong, or worth knowing, in the text of a definition.</summary>
/// <param name="Severity">Whether the definition can be used in spite of it.</param>
/// <param name="Path">What it is about, such as <c>jobs[0].event.schema</c>; empty for the text as a whole.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1 in UTF-16 code units: of an unknown key, of a bad value, or, where
/// something is missing, of what it is missing from.</param>
/// <param name="Message">What is wrong and what to do, one line without a full stop.</param>
public sealed record DefinitionProblem(ProblemSeverity Severity, string Path, int Line, int Column, string Message)
{
    /// <summary>The problem as one line: <c>line 3, column 5: error: jobs[0].event.id: …</c>.</summary>
    public override string ToString()
    {
        string severity = Severity == ProblemSeverity.Error ? "error" : "warning";
        string subject = Path.Length == 0 ? "" : $"{Path}: ";
        return $"line {Line}, column {Column}: {severity}: {subject}{Message}";
    }
}
