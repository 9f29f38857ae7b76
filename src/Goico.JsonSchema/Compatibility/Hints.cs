using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// What makes a value worth trying: the schemas that it might miss, whose bounds, names and sizes are tried out.
/// </summary>
/// <param name="Nodes">The schemas, with those that they apply to the same value.</param>
/// <param name="Depth">How many more steps into a value they are to be followed.</param>
/// <param name="Lacking">A property that an object should not have.</param>
internal sealed record Hints(IReadOnlyList<SchemaNode> Nodes, int Depth, string? Lacking = null)
{
    private const int MostNodes = 64;
    private const int Deepest = 3;

    public static Hints None { get; } = new([], 0);

    public static Hints Of(SchemaNode goal, string? lacking = null) => new(Spread([goal]), Deepest, lacking);

    /// <summary>These hints and other schemas.</summary>
    public Hints With(IReadOnlyCollection<SchemaNode> nodes) =>
        nodes.Count == 0 ? this : this with { Nodes = Spread(Nodes.Concat(nodes)) };

    /// <summary>The hints about a property.</summary>
    public Hints Property(string name) => Below(Nodes.Select(node => node.Objects).OfType<ObjectRules>()
        .SelectMany(rules => ObjectFacts.Applying(rules, name)));

    /// <summary>The hints about an item.</summary>
    public Hints Item(int position) => Below(Nodes.Select(node => node.Arrays).OfType<ArrayRules>()
        .SelectMany(rules => new[] { ArrayFacts.Applying(rules, position), rules.Contains }).OfType<SchemaNode>());

    /// <summary>The hints about names.</summary>
    public Hints Names() => Below(Nodes.Select(node => node.Objects?.PropertyNames).OfType<SchemaNode>());

    private Hints Below(IEnumerable<SchemaNode> nodes) => Depth == 0 ? None : new(Spread(nodes), Depth - 1);

    private static SchemaNode[] Spread(IEnumerable<SchemaNode> nodes)
    {
        var found = new List<SchemaNode>();
        var open = new Queue<SchemaNode>(nodes);
        while (open.TryDequeue(out SchemaNode? next) && found.Count < MostNodes)
        {
            SchemaNode node = SchemaGraph.Resolve(next);
            if (found.Contains(node))
                continue;
            found.Add(node);
            foreach (SchemaNode part in node.InPlace())
                open.Enqueue(part);
        }

        return [.. found];
    }
}
