using System.Collections.Immutable;

namespace Jobico.Model.Definitions.Source;

/// <summary>Gathers what is wrong with a definition.</summary>
internal sealed class ProblemList
{
    /// <summary>The greatest number of problems that are kept; the rest is counted.</summary>
    public const int MaxProblems = 1000;

    private readonly List<DefinitionProblem> _problems = [];

    // What an alias repeats is read once for each place, but its author has one place to put right.
    private readonly HashSet<(SourcePosition At, string Message)> _known = [];
    private int _dropped;

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

    public ImmutableArray<DefinitionProblem> ByPosition()
    {
        List<DefinitionProblem> sorted =
            [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
        if (_dropped > 0)
        {
            sorted.Add(sorted[^1] with
            {
                Severity = HasErrors ? ProblemSeverity.Error : ProblemSeverity.Warning,
                Path = "",
                Message = $"{_dropped} more problems are not listed: put these {MaxProblems} right first",
            });
        }
        return [.. sorted];
    }

    private void Add(ProblemSeverity severity, string path, SourcePosition at, string message)
    {
        if (_known.Contains((at, message))) return;
        if (_problems.Count == MaxProblems)
        {
            _dropped++;
            return;
        }
        _known.Add((at, message));
        _problems.Add(new DefinitionProblem(severity, path, at.Line, at.Column, message));
    }
}
