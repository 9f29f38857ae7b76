using Goico.JsonSchema.Patterns;

namespace Goico.JsonSchema.Compiling;

/// <summary>The regular expressions of a schema, each compiled once, and no more than memory is good for.</summary>
internal sealed class PatternCache
{
    // An automaton takes tens of kilobytes and as many microseconds.
    private const int Most = 2_000;

    private readonly Dictionary<string, (Pattern? Pattern, string Problem)> _patterns = new(StringComparer.Ordinal);

    /// <summary>The compiled expression; null with what is wrong with it, as a sentence's predicate.</summary>
    public Pattern? Compile(string written, out string problem)
    {
        if (!_patterns.TryGetValue(written, out (Pattern? Pattern, string Problem) found))
        {
            found = _patterns.Count < Most
                ? (Pattern.TryCompile(written, out string reason), reason)
                : (null, $"is one more than the limit of {Most} different ones in a schema");
            _patterns.Add(written, found);
        }

        problem = found.Problem;
        return found.Pattern;
    }
}
