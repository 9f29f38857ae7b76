using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>Collects violations up to a limit.</summary>
/// <param name="limit">Most violations.</param>
/// <param name="explanations">
/// How many alternatives deep the reason may be sought why none of them matches: each level checks them once more.
/// </param>
/// <param name="isPlaced">Whether anyone will read which keyword a violation is of, and where that stands.</param>
internal sealed class ViolationSink(int limit, int explanations, bool isPlaced)
{
    private readonly List<(int Index, KeywordPlace Place, string Message)> _found = [];

    public bool IsFull => _found.Count >= limit;

    public int Explanations => explanations;

    public bool IsPlaced => isPlaced;

    /// <summary>The first violation: the value that it is about, and its message; null when there is none.</summary>
    public (int Index, string Message)? First => _found.Count == 0 ? null : (_found[0].Index, _found[0].Message);

    /// <summary>The index of the value that the first violation is about: how far the check came.</summary>
    public int FirstIndex => _found.Count == 0 ? -1 : _found[0].Index;

    public void Add(int index, KeywordPlace place, string message)
    {
        if (!IsFull)
            _found.Add((index, place, message));
    }

    public ImmutableArray<SchemaViolation> ToViolations(JsonView instance)
    {
        var violations = ImmutableArray.CreateBuilder<SchemaViolation>(_found.Count);
        foreach ((int index, KeywordPlace place, string message) in _found)
        {
            violations.Add(new SchemaViolation(instance.Pointer(index), place.Location, place.Keyword, message)
            {
                EvaluationPath = place.EvaluationPath,
                AbsoluteSchemaLocation = place.AbsoluteLocation,
            });
        }

        return violations.MoveToImmutable();
    }
}
