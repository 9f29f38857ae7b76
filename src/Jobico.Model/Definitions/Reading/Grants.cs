using System.Collections.Immutable;
using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads what a runtime is granted beyond computing: its secrets, HTTP origins and events.</summary>
internal static class Grants
{
    /// <summary>The greatest number of items of each list.</summary>
    private const int MaxItems = 32;

    /// <summary>What an item's text means, as it is kept; null, with the problem, where it means nothing.</summary>
    private delegate string? ItemReader(string text, out string? problem);

    /// <summary>The names of <c>secrets</c>, of which none may be a variable of <c>env</c> too.</summary>
    public static ImmutableArray<string> ReadSecrets(
        this Section section, ImmutableSortedDictionary<string, string> environment) =>
        ReadItems(section, "secrets", (string text, out string? problem) =>
        {
            problem = VariableName.SecretProblem(text);
            if (problem is null && environment.ContainsKey(text))
            {
                problem = $"{Quoted.Text(text)} is under 'env' already, and a program can see only one of the two: "
                    + "remove one";
            }
            return problem is null ? text : null;
        });

    /// <summary>The origins of <c>http</c>, normalised.</summary>
    public static ImmutableArray<string> ReadOrigins(this Section section) =>
        ReadItems(section, "http", HttpOrigin.Read);

    /// <summary>The ids of <c>publish</c>; whether there are such events is found out at deploy.</summary>
    public static ImmutableArray<string> ReadPublished(this Section section) =>
        ReadItems(section, "publish", (string text, out string? problem) =>
        {
            problem = Identifier.IsValid(text)
                ? null
                : $"{Quoted.Text(text)} is no id of an event: an id takes {Identifier.Rule}";
            return problem is null ? text : null;
        });

    private static ImmutableArray<string> ReadItems(Section section, string key, ItemReader read)
    {
        if (section.FindList(key) is not { } items) return [];
        if (items.Count > MaxItems)
        {
            section.Problems.Error(section.PathOf(key), items[MaxItems].Node.At,
                $"'{key}' has {items.Count} items: {MaxItems} are the most");
            return [];
        }
        ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>(items.Count);
        var firsts = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach ((SourceNode node, string path) in items)
        {
            if (node is not SourceNode.Text { IsNull: false } text)
            {
                section.Problems.Error(path, node.At, $"expected text, found {node.Kind}");
            }
            else if (read(text.Value, out string? problem) is not { } item)
            {
                section.Problems.Error(path, node.At, problem!);
            }
            else if (!firsts.TryAdd(item, node.At))
            {
                section.Problems.Error(path, node.At,
                    $"{Quoted.Text(item)} is given twice, first in line {firsts[item].Line}: remove one");
            }
            else
            {
                found.Add(item);
            }
        }
        return found.ToImmutable();
    }
}
