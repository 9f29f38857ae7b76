using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The problems found in a schema, listed in document order whatever order they were found in.</summary>
internal sealed class ProblemList(ScannedDocument source)
{
    // A schema of nothing but mistakes must not make a report of many times its size.
    private const int Most = 256;

    private readonly HashSet<(int Token, string Message)> _found = [];

    public bool IsEmpty => _found.Count == 0;

    public void Add(int token, string message)
    {
        if (_found.Count < Most)
            _found.Add((token, message));
    }

    public ImmutableArray<SchemaProblem> ToProblems() =>
        [.. _found.OrderBy(p => p.Token).Select(p => new SchemaProblem(source.View.Pointer(p.Token), p.Message))];
}
