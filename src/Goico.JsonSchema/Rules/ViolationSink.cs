using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>Collects violations up to a limit.</summary>
internal sealed class ViolationSink(int limit)
{
    private readonly List<(int Index, string Location, string Keyword, string Message)> _found = [];

    public bool IsFull => _found.Count >= limit;

    /// <summary>The index of the value that the first violation is about: how far the check came.</summary>
    public int FirstIndex => _found.Count == 0 ? -1 : _found[0].Index;

    public void Add(int index, string location, string keyword, string message)
    {
        if (!IsFull)
            _found.Add((index, location, keyword, message));
    }

    public ImmutableArray<SchemaViolation> ToViolations(JsonView instance)
    {
        var violations = ImmutableArray.CreateBuilder<SchemaViolation>(_found.Count);
        foreach (var (index, location, keyword, message) in _found)
            violations.Add(new SchemaViolation(instance.Pointer(index), location, keyword, message));
        return violations.MoveToImmutable();
    }
}
