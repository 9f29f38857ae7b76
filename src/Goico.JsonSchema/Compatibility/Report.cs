using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Collects doubts, from one place in documents; <see cref="Below"/> goes to the places within.</summary>
internal sealed class Report
{
    private readonly Shared _shared;
    private readonly Trail? _trail;
    private readonly SchemaNode _old;

    /// <summary>A report about whole documents.</summary>
    public Report(SchemaGraph graph, SchemaNode oldRoot, int mostDoubts)
        : this(new Shared(graph, mostDoubts), null, oldRoot)
    {
    }

    private Report(Shared shared, Trail? trail, SchemaNode old) => (_shared, _trail, _old) = (shared, trail, old);

    public IReadOnlyList<Doubt> Doubts => _shared.Doubts;

    public bool IsFull => _shared.Doubts.Count >= _shared.MostDoubts;

    /// <summary>
    /// Begins to explain a pair; false when that is under way already, as in a recursive schema, or was too often.
    /// </summary>
    public bool Enter(Premise premise, SchemaNode goal) =>
        --_shared.Explanations >= 0 && _shared.Open.Add((premise, goal));

    public void Leave(Premise premise, SchemaNode goal) => _shared.Open.Remove((premise, goal));

    public Report Below(Premise container, Step step) =>
        new(_shared, new Trail(_trail, container, step), OldNode(container, _ => true) ?? _old);

    /// <summary>The old schema known of a value that says something, if there is one.</summary>
    public SchemaNode? OldNode(Premise premise, Func<SchemaNode, bool> says) =>
        premise.Met.FirstOrDefault(node => _shared.Graph.IsOld(node) && says(node));

    /// <summary>Notes that a keyword could not be proven.</summary>
    public void Doubt(Premise premise, SchemaNode goal, string keyword, string change, string effect,
        SchemaNode? old = null, string? lacking = null)
    {
        old ??= OldNode(premise, _ => true) ?? _old;
        _shared.Add(new Doubt(_trail, premise, goal, old, keyword, change, effect) { Lacking = lacking });
    }

    /// <summary>The same for a keyword with a value, which <paramref name="was"/> finds in an old schema.</summary>
    public void DoubtAbout(Premise premise, SchemaNode goal, string keyword, Func<SchemaNode, string?> was,
        string now, string effect)
    {
        SchemaNode? old = OldNode(premise, node => was(node) is not null);
        string change = old is null ? $"there was no {keyword}, now it is {now}"
            : $"{keyword} was {was(old)}, is now {now}";
        Doubt(premise, goal, keyword, change, effect, old);
    }

    /// <summary>Notes values that were allowed and are not certain to be.</summary>
    public void Listed(Premise premise, SchemaNode goal, IReadOnlyList<Specimen> values)
    {
        SchemaNode old = OldNode(premise, node => node.Values.Length > 0) ?? OldNode(premise, _ => true) ?? _old;
        string keyword = goal.Values.FirstOrDefault()?.Keyword ?? "type";
        string effect = Specimen.Name(values);
        _shared.Add(new Doubt(_trail, premise, goal, old, keyword, $"{effect} could be there", effect)
        {
            Suspects = values,
        });
    }

    /// <summary>Notes that a value was allowed where now nothing is.</summary>
    public void Refused(Premise premise, SchemaNode goal)
    {
        string thing = _trail?.Step switch
        {
            Step.OfProperty or Step.OfOther => "a property was allowed",
            Step.OfItem or Step.OfLaterItem => "an item was allowed",
            _ => "values were allowed",
        };
        Doubt(premise, goal, goal.Keyword, $"{thing} here, is not any more", "documents with one");
    }

    /// <summary>What the reports about one comparison share.</summary>
    private sealed class Shared(SchemaGraph graph, int mostDoubts)
    {
        private readonly Dictionary<(string, SchemaNode, string, string?, Kinds), int> _alike = [];

        public SchemaGraph Graph => graph;

        public int MostDoubts => mostDoubts;

        public List<Doubt> Doubts { get; } = [];

        public HashSet<(Premise, SchemaNode)> Open { get; } = [];

        public int Explanations { get; set; } = mostDoubts * 100;

        /// <summary>Keeps a doubt, unless enough of the same in other cases are there.</summary>
        public void Add(Doubt doubt)
        {
            const int mostAlike = 4;
            var key = (doubt.Place, doubt.Goal, doubt.Keyword, doubt.Lacking, doubt.Premise.Kinds);
            int alike = _alike.GetValueOrDefault(key);
            if (alike >= mostAlike || Doubts.Count >= mostDoubts)
                return;
            _alike[key] = alike + 1;
            Doubts.Add(doubt);
        }
    }
}
