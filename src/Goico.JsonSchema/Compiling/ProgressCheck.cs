using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Refuses schemas that would apply themselves to the same value for ever, or whose chains of references to the same
/// value are so long that they would exhaust the stack.
/// </summary>
internal static class ProgressCheck
{
    private const int LongestChain = 256;

    public static void Run(IReadOnlyList<Subschema> schemas, ProblemList problems)
    {
        // How many nodes the longest chain from here has; 0 while it is being followed.
        var lengths = new Dictionary<SchemaNode, int>();
        var owners = new Lazy<Dictionary<SchemaNode, Subschema>>(() => schemas.ToDictionary(s => s.Node));
        foreach (Subschema schema in schemas)
        {
            SchemaNode root = schema.Node;
            if (!LeadsOn(root))
                continue;
            if (!lengths.ContainsKey(root))
            {
                Follow(root, lengths, node => problems.Add(owners.Value[node].Document, owners.Value[node].Token,
                    "leads back to itself for the same value, without end; a recursive schema must step into a "
                    + "property or an item"));
            }

            if (lengths[root] > LongestChain)
            {
                problems.Add(schema.Document, schema.Token,
                    $"applies more than {LongestChain} schemas in a chain to the same value");
            }
        }
    }

    private static bool LeadsOn(SchemaNode node) =>
        node.Applicators.Length > 0 || node.Alias is not null || node.Objects is { Dependencies.Count: > 0 };

    /// <summary>A depth-first walk on its own stack: the schema may be as long as a call stack is not.</summary>
    private static void Follow(SchemaNode root, Dictionary<SchemaNode, int> lengths, Action<SchemaNode> reportCycle)
    {
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Targets, int Longest)>();
        path.Push((root, root.InPlace().GetEnumerator(), 0));
        lengths[root] = 0;
        while (path.TryPop(out var frame))
        {
            if (!frame.Targets.MoveNext())
            {
                frame.Targets.Dispose();
                lengths[frame.Node] = frame.Longest + 1;
                if (path.TryPop(out var parent))
                    path.Push(parent with { Longest = Math.Max(parent.Longest, frame.Longest + 1) });
                continue;
            }

            SchemaNode target = frame.Targets.Current;
            bool known = lengths.TryGetValue(target, out int length);
            if (!known && !LeadsOn(target))
                (known, length) = (true, 1);
            if (known && length == 0)
                reportCycle(frame.Node);
            path.Push(frame with { Longest = Math.Max(frame.Longest, length) });
            if (known)
                continue;
            path.Push((target, target.InPlace().GetEnumerator(), 0));
            lengths[target] = 0;
        }
    }
}
