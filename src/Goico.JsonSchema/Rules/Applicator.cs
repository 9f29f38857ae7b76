namespace Goico.JsonSchema.Rules;

/// <summary>A keyword that applies other schemas to the same value.</summary>
internal abstract class Applicator
{
    /// <summary>The schemas it may apply to the same value.</summary>
    public abstract IEnumerable<SchemaNode> Targets { get; }

    /// <summary>Derives what the check needs, once all schemas are read.</summary>
    public virtual void Seal()
    {
    }

    public abstract bool Apply(ref Evaluation evaluation, int index, int tracker);

    /// <summary>
    /// Applies a schema that may fail without failing the whole: nothing is recorded, and what it evaluated reaches
    /// the tracker only if it passes.
    /// </summary>
    protected static bool Try(ref Evaluation evaluation, SchemaNode schema, int index, int tracker)
    {
        ViolationSink? sink = evaluation.Swap(null);
        bool meets;
        if (tracker == Evaluation.NoTracker || !evaluation.Instance.Tokens[index].IsContainer)
        {
            meets = evaluation.Meets(schema, index);
        }
        else
        {
            int count = evaluation.Instance.Tokens[index].Length;
            int branch = evaluation.Scratch.RentBits(count);
            meets = evaluation.Meets(schema, index, branch);
            if (meets)
                evaluation.Scratch.Merge(branch, tracker, count);
            evaluation.Scratch.ReturnBits(branch);
        }

        evaluation.Swap(sink);
        return meets;
    }
}

/// <summary>
/// <c>$ref</c>, and the references of later drafts where only one schema can be meant.
/// </summary>
internal sealed class Reference(string keyword, SchemaNode target) : Applicator
{
    public override IEnumerable<SchemaNode> Targets => [target];

    public override bool Apply(ref Evaluation evaluation, int index, int tracker) =>
        evaluation.MeetsVia(keyword, target, index, tracker);
}

/// <summary><c>allOf</c>: every schema must be met.</summary>
internal sealed class AllOf(SchemaNode[] schemas) : Applicator
{
    public override IEnumerable<SchemaNode> Targets => schemas;

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        bool meets = true;
        foreach (SchemaNode schema in schemas)
        {
            meets &= evaluation.Meets(schema, index, tracker);
            if (!meets && evaluation.StopsAtFailure)
                return false;
        }

        return meets;
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class Not(SchemaNode node, SchemaNode schema) : Applicator
{
    public override IEnumerable<SchemaNode> Targets => [schema];

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        if (!Try(ref evaluation, schema, index, Evaluation.NoTracker))
            return true;
        if (evaluation.Records)
        {
            string was = evaluation.Instance.Excerpt(index);
            evaluation.Report(index, node, "not", $"must not match the schema in \"not\", was {was}");
        }

        return false;
    }
}

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class Conditional(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Applicator
{
    public SchemaNode Condition => condition;

    public SchemaNode? Then => then;

    public SchemaNode? Otherwise => otherwise;

    public override IEnumerable<SchemaNode> Targets =>
        new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        SchemaNode? chosen = Try(ref evaluation, condition, index, tracker) ? then : otherwise;
        return chosen is null || evaluation.Meets(chosen, index, tracker);
    }
}

/// <summary>
/// <c>$dynamicRef</c> to an anchor that more than one resource declares: the outermost resource entered decides.
/// </summary>
internal sealed class DynamicReference(string keyword, SchemaNode initial, Dictionary<int, SchemaNode> byResource)
    : Applicator
{
    public override IEnumerable<SchemaNode> Targets => byResource.Values.Append(initial);

    public SchemaNode Initial => initial;

    public IReadOnlyDictionary<int, SchemaNode> ByResource => byResource;

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        foreach (int resource in evaluation.Scratch.Scope)
        {
            if (byResource.TryGetValue(resource, out SchemaNode? target))
                return evaluation.MeetsVia(keyword, target, index, tracker);
        }

        return evaluation.MeetsVia(keyword, initial, index, tracker);
    }
}
