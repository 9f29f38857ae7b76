namespace Jobico.Cli.Remote;

/// <summary>What became of a post: a closed set.</summary>
internal abstract record PostResult
{
    private PostResult()
    {
    }

    /// <summary>All events are accepted, durably.</summary>
    /// <param name="Ids">Their ids, in order.</param>
    internal sealed record Accepted(IReadOnlyList<string> Ids) : PostResult;

    /// <summary>None is.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Detail">Why, for people.</param>
    /// <param name="Violations">Where the events break their schema; empty when that is not why.</param>
    /// <param name="Body">The answer as it came.</param>
    internal sealed record Refused(
        int Status, string Detail, IReadOnlyList<Violation> Violations, string Body) : PostResult;
}

/// <summary>Where an event breaks its schema.</summary>
/// <param name="Pointer">A JSON Pointer into the post's body.</param>
/// <param name="Keyword">The schema's keyword that it breaks.</param>
/// <param name="Message">What is wrong, for people.</param>
internal sealed record Violation(string Pointer, string Keyword, string Message);
