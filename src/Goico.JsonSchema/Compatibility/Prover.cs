using System.Runtime.CompilerServices;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Proves that every value that fits a premise meets a schema, the goal. What it says is so; what it does not say may
/// be so, too. Each keyword of the goal is proven by itself; where one resists, the premise is divided into cases: the
/// kinds of values, the branches of its alternatives. It stops when its steps run out, and then proves nothing more.
/// </summary>
internal sealed class Prover
{
    // Each takes a few frames; what is left of the stack is looked at as well.
    private const int DeepestProof = 512;
    private const int NoGoal = 0;
    private const int NamesPerStep = 8;
    private const int NodesPerStep = 16;

    private readonly Verdicts _verdicts = new();
    private readonly Dictionary<(Premise, bool), ObjectFacts> _objects = [];
    private readonly Dictionary<(Premise, bool), ArrayFacts> _arrays = [];
    private readonly GoalParts _parts;
    private readonly Emptiness _emptiness;
    private long _steps;
    private int _level;

    public Prover(SchemaGraph graph, long steps, bool namesMayRepeat)
    {
        Graph = graph;
        NamesMayRepeat = namesMayRepeat;
        Premises = new Premises(graph);
        Sameness = new Sameness(graph, steps * 5);
        Texts = new TextSearch(steps * 10);
        Finite = new FiniteValues(Premises, Texts, steps * 100);
        _parts = new GoalParts(this);
        _emptiness = new Emptiness(this);
        _steps = steps;
    }

    public SchemaGraph Graph { get; }

    public Premises Premises { get; }

    public Sameness Sameness { get; }

    public TextSearch Texts { get; }

    public FiniteValues Finite { get; }

    /// <summary>Whether an object may have several properties of one name.</summary>
    public bool NamesMayRepeat { get; }

    /// <summary>
    /// Whether it is asked if a schema can be met at all; see <see cref="Excludes"/>. What can't be shown then might be
    /// otherwise, and is kept apart.
    /// </summary>
    private bool IsExcluding { get; set; }

    /// <summary>Whether a proof was given up for its size.</summary>
    public bool GaveUp { get; private set; }

    public ObjectFacts Objects(Premise premise)
    {
        Premise objects = Premises.Narrow(premise, Kinds.Object);
        if (_objects.TryGetValue((objects, IsExcluding), out ObjectFacts? facts))
            return facts;
        long reliances = _verdicts.Reliances;
        facts = new ObjectFacts(this, objects);
        _steps -= facts.Known.Count / NamesPerStep;
        if (_verdicts.Reliances == reliances)
            _objects.Add((objects, IsExcluding), facts);
        return facts;
    }

    public ArrayFacts Arrays(Premise premise)
    {
        Premise arrays = Premises.Narrow(premise, Kinds.Array);
        if (_arrays.TryGetValue((arrays, IsExcluding), out ArrayFacts? facts))
            return facts;
        long reliances = _verdicts.Reliances;
        facts = new ArrayFacts(this, arrays);
        if (_verdicts.Reliances == reliances)
            _arrays.Add((arrays, IsExcluding), facts);
        return facts;
    }

    /// <summary>Takes up again what was given up, with more steps.</summary>
    public void Resume(long steps)
    {
        if (GaveUp)
            _verdicts.ForgetFailures();
        _steps = steps;
    }

    /// <summary>Whether every value that fits the premise meets the goal.</summary>
    public bool Proves(Premise premise, SchemaNode goal)
    {
        SchemaNode node = SchemaGraph.Resolve(goal);
        return node.IsTrue || premise.IsImpossible || Decide(premise, node.IsFalse ? null : node);
    }

    /// <summary>The same for a property or an item of the value.</summary>
    public bool ProvesBelow(Premise premise, SchemaNode goal)
    {
        _level++;
        bool proven = Proves(premise, goal);
        _level--;
        return proven;
    }

    /// <summary>Whether certainly no value fits the premise.</summary>
    public bool IsEmpty(Premise premise) => premise.IsImpossible || Decide(premise, null);

    /// <summary>The same for a property or an item.</summary>
    public bool IsEmptyBelow(Premise premise)
    {
        _level++;
        bool empty = IsEmpty(premise);
        _level--;
        return empty;
    }

    /// <summary>Whether a name may fit what is known of names.</summary>
    public bool Allows(Premise names, string name)
    {
        if (names.IsImpossible || names.Met.Length == 0)
            return !names.IsImpossible;
        return Specimen.Of(JsonWriting.Quote(name)) is not { } value || Finite.Fits(value, names) != false;
    }

    /// <summary>
    /// Whether no value that fits the premise meets a schema. Does not look into itself: within such a question the
    /// answer is no, lest every combination of alternatives be tried.
    /// </summary>
    public bool Excludes(Premise premise, SchemaNode node)
    {
        if (IsExcluding || premise.Meets(node))
            return false;
        IsExcluding = true;
        bool excludes = IsEmpty(Premises.Meeting(premise, node));
        IsExcluding = false;
        return excludes;
    }

    /// <summary>
    /// Says where and how the goal may be missed, when it is not proven. Every doubt lies where no more cases can be
    /// told apart.
    /// </summary>
    public void Explain(Premise premise, SchemaNode goal, Report report)
    {
        SchemaNode node = SchemaGraph.Resolve(goal);
        if (report.IsFull || Proves(premise, node) || !report.Enter(premise, node))
            return;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
            ExplainNode(premise, node, report);
        report.Leave(premise, node);
    }

    private void ExplainNode(Premise premise, SchemaNode node, Report report)
    {
        if (node.IsFalse)
        {
            report.Refused(premise, node);
            return;
        }

        Premise allowed = _parts.ExplainTypes(premise, node, report);
        if (Proves(allowed, node))
            return;
        if (Finite.Values(allowed) is { } values)
        {
            report.Listed(allowed, node, [.. values.Where(value => Finite.Meets(value, node) != true)]);
            return;
        }

        GoalPart[] failing = [.. _parts.Of(node).Where(part => !_parts.Holds(allowed, node, part, null))];
        if (Cases.Of(Premises, allowed, Relevant(allowed, failing)) is { } cases)
        {
            foreach (Premise one in cases)
                Explain(one, node, report);
            return;
        }

        foreach (GoalPart part in failing)
            _parts.Holds(allowed, node, part, report);
    }

    private bool Decide(Premise premise, SchemaNode? goal)
    {
        int number = goal is null ? NoGoal : Graph.Number(goal);
        (int, int) pair = (premise.Number, IsExcluding ? -1 - number : number);
        _steps -= 1 + ((premise.Met.Length + premise.Unmet.Length) / NodesPerStep);
        if (_verdicts.Find(pair, _level) is { } known)
            return known;
        if (_steps < 0 || _verdicts.OpenCount >= DeepestProof
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            GaveUp = true;
            return false;
        }

        var opening = _verdicts.Open(pair, _level);
        bool proven = goal is null ? _emptiness.Holds(premise) : Prove(premise, goal);
        _verdicts.Close(opening, proven);
        return proven;
    }

    private bool Prove(Premise premise, SchemaNode goal)
    {
        if (premise.Met.Any(met => Sameness.Same(met, goal)))
            return true;
        if (Finite.Values(premise) is { } values)
            return values.All(value => Finite.Meets(value, goal) == true);
        GoalPart[] failing = [.. _parts.Of(goal).Where(part => !_parts.Holds(premise, goal, part, null))];
        return failing.Length == 0 || IsEmpty(premise)
            || (Cases.Of(Premises, premise, Relevant(premise, failing)) is { } cases
                && cases.All(one => Proves(one, goal)));
    }

    private static Kinds Relevant(Premise premise, GoalPart[] failing)
    {
        Kinds kinds = Kinds.None;
        foreach (GoalPart part in failing)
            kinds |= part.Kinds;
        return kinds & premise.Kinds;
    }
}
