using System.Collections.Immutable;

namespace Jobico.Model.Definitions.Source;

/// <summary>Gathers what is wrong with a definition.</summary>
internal sealed class ProblemList
{
    private readonly List<DefinitionProblem> _problems = [];

    // What an alias repeats is read once for each place, but its author has one place to put right.
    private readonly HashSet<(SourcePosition At, string Message)> _known = [];

    /// <summary>How many errors were found so far, an error that an alias repeats counted each time.</summary>
    public int Errors { get; private set; }

    public bool HasErrors => Errors > 0;

    public void Error(string path, SourcePosition at, string message)
    {
        Errors++;
        Add(ProblemSeverity.Error, path, at, message);
    }

    public void Warning(string path, SourcePosition at, string message) =>
        Add(ProblemSeverity.Warning, path, at, message);

    public ImmutableArray<DefinitionProblem> ByPosition() =>
        [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    private void Add(ProblemSeverity severity, string path, SourcePosition at, string message)
    {
        if (!_known.Add((at, message))) return;
        _problems.Add(new DefinitionProblem(severity, path, at.Line, at.Column, message));
    }
}
