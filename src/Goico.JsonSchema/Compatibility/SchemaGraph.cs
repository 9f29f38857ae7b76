using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// The nodes of two schemas that can be reached from their roots, numbered: first the old, then the new.
/// </summary>
internal sealed class SchemaGraph
{
    /// <summary>The number of the resource that a schema itself is.</summary>
    public const int OutermostResource = 0;

    private readonly Dictionary<SchemaNode, int> _numbers = [];
    private readonly int _oldCount;

    public SchemaGraph(SchemaNode old, SchemaNode current)
    {
        Walk(old);
        _oldCount = _numbers.Count;
        Walk(current);
        if (old.Resource != OutermostResource || current.Resource != OutermostResource)
            throw new InvalidOperationException("A schema's own resource is not the first.");
    }

    public int Count => _numbers.Count;

    /// <summary>
    /// Whether a $dynamicRef leads to different schemas depending on the way by which it was reached. Then a node says
    /// different things at different places, and can't be compared by itself.
    /// </summary>
    public bool IsContextual { get; private set; }

    /// <summary>The number of a node, from 1; the same node always has the same.</summary>
    public int Number(SchemaNode node) => _numbers[node];

    public bool IsOld(SchemaNode node) => _numbers[node] <= _oldCount;

    /// <summary>The node that stands for this one: what it is an alias of.</summary>
    public static SchemaNode Resolve(SchemaNode node)
    {
        while (node.Alias is { } target)
            node = target;
        return node;
    }

    /// <summary>
    /// Where a $dynamicRef leads. The outermost resource of a validation is that of the root: when it declares the
    /// anchor, it decides.
    /// </summary>
    public static SchemaNode Resolve(DynamicReference reference) =>
        reference.ByResource.TryGetValue(OutermostResource, out SchemaNode? target) ? target : reference.Initial;

    /// <summary>
    /// The schemas that an applicator demands without a condition: all of <c>allOf</c>, the target of a reference. The
    /// other applicators have their own meaning and none here.
    /// </summary>
    public static IEnumerable<SchemaNode> Demanded(Applicator applicator) => applicator switch
    {
        AllOf or Reference => applicator.Targets,
        DynamicReference reference => [Resolve(reference)],
        Alternatives or Not or Conditional => [],
        _ => throw new InvalidOperationException($"What {applicator.GetType().Name} demands is not known here."),
    };

    /// <summary>The schemas of a node that apply to properties or items of a value, or to its names.</summary>
    public static IEnumerable<SchemaNode> Below(SchemaNode node)
    {
        var below = new List<SchemaNode?> { node.UnevaluatedProperties, node.UnevaluatedItems };
        if (node.Objects is { } objects)
        {
            below.AddRange(objects.Names.Select(name => name.Schema));
            below.AddRange(objects.PatternProperties.Select(pair => pair.Schema));
            below.AddRange([objects.AdditionalProperties, objects.PropertyNames]);
        }

        if (node.Arrays is { } arrays)
        {
            below.AddRange(arrays.Prefix);
            below.AddRange([arrays.Rest, arrays.Contains]);
        }

        return below.OfType<SchemaNode>();
    }

    private void Walk(SchemaNode root)
    {
        var open = new Queue<SchemaNode>([root]);
        while (open.TryDequeue(out SchemaNode? node))
        {
            if (!_numbers.TryAdd(node, _numbers.Count + 1))
                continue;
            IsContextual |= node.Applicators.OfType<DynamicReference>()
                .Any(reference => !reference.ByResource.ContainsKey(OutermostResource));
            foreach (SchemaNode next in node.InPlace().Concat(Below(node)))
                open.Enqueue(next);
        }
    }
}
