using System.Collections.Immutable;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// The problems found in a schema and the documents it refers to, listed in document order whatever order they were
/// found in.
/// </summary>
internal sealed class ProblemList(int most)
{
    // A schema of nothing but mistakes must not make a report of many times its size.
    public const int Most = 256;

    private const int LongestReport = 256 * 1024;

    private readonly HashSet<(SchemaDocument Document, int Token, string Message)> _found = [];
    private readonly List<SchemaProblem> _foreign = [];

    public bool IsEmpty => _found.Count == 0 && _foreign.Count == 0;

    public bool IsFull => _found.Count >= most;

    public void Add(SchemaDocument document, int token, string message)
    {
        if (!IsFull)
            _found.Add((document, token, message));
    }

    /// <summary>Takes over the problems of a document that was compiled for its own sake.</summary>
    public void AddForeign(ImmutableArray<SchemaProblem> problems) =>
        _foreign.AddRange(problems.Except(_foreign).Take(most - _foreign.Count));

    /// <summary>The tokens of a document about which something was found.</summary>
    public IEnumerable<int> TokensIn(SchemaDocument document) =>
        _found.Where(p => p.Document == document).Select(p => p.Token);

    public ImmutableArray<SchemaProblem> ToProblems()
    {
        var problems = ImmutableArray.CreateBuilder<SchemaProblem>();
        int length = 0;
        foreach ((SchemaDocument document, int token, string message) in
            _found.OrderBy(p => p.Document.Number).ThenBy(p => p.Token))
        {
            // Places are as long as the names on the way to them.
            if (length > LongestReport)
                break;
            var problem = new SchemaProblem(document.Location(token), message);
            problems.Add(problem);
            length += problem.SchemaLocation.Length + message.Length;
        }

        problems.AddRange(_foreign);
        return problems.ToImmutable();
    }
}
