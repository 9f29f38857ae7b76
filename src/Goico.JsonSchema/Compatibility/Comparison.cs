using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// One comparison of two schemas: first the proof that all is well; failing that, what stands in its way, and for each
/// of those the search for a document that breaks.
/// </summary>
internal sealed class Comparison
{
    private readonly JsonSchema _before;
    private readonly JsonSchema _after;
    private readonly CompatibilityOptions _options;
    private readonly SchemaGraph _graph;
    private readonly Prover _prover;
    private readonly WitnessSearch _search;
    private readonly Premise _root;
    private readonly List<SchemaBreak> _breaks = [];
    private readonly List<SchemaDoubt> _doubts = [];

    public Comparison(JsonSchema before, JsonSchema after, CompatibilityOptions options)
    {
        _before = before;
        _after = after;
        _options = options;
        _graph = new SchemaGraph(before.Root, after.Root);
        _prover = new Prover(_graph, options.MaxSteps, before.Options.AllowDuplicateNames);
        _search = new WitnessSearch(_prover, new Specimens(_prover, options.MaxSteps), before, after);
        _root = _prover.Premises.Of([before.Root]);
    }

    public SchemaCompatibility Run()
    {
        CompareLimits();
        if (!IsProven())
        {
            Explain();
            if (_breaks.Count == 0 && _doubts.Count == 0)
                Doubt(_before.Root, _after.Root, "limit", "the schemas are too intricate to compare");
        }

        if (_breaks.Count > 0)
            return new SchemaCompatibility.Breaking([.. _breaks], [.. _doubts]);
        return _doubts.Count > 0 ? new SchemaCompatibility.Unknown([.. _doubts]) : new SchemaCompatibility.Compatible();
    }

    private bool IsProven()
    {
        if (_before == _after || _prover.Sameness.Same(_before.Root, _after.Root))
            return true;
        // Where a $dynamicRef leads depends on the whole way: no part can be looked at alone.
        return !_graph.IsContextual && _prover.Proves(_root, _after.Root);
    }

    private void Explain()
    {
        const int doubtsPerFinding = 4;
        _prover.Resume(_options.MaxSteps);
        var report = new Report(_graph, _before.Root, _options.MaxFindings * doubtsPerFinding);
        _prover.Explain(_root, _after.Root, report);
        foreach (IGrouping<object, Doubt> alike in report.Doubts
            .GroupBy(doubt => (object)(doubt.Place, doubt.Goal, doubt.Keyword, doubt.Lacking)))
        {
            if (_breaks.Count >= _options.MaxFindings)
                return;
            if (alike.Select(Break).FirstOrDefault(found => found is not null) is { } found)
                Add(found);
            else
                Doubt(alike.First());
        }

        if (_breaks.Count == 0 && _search.FindAny(_root, _after.Root) is { } witness)
            Add(Break(witness, witness.Violations[0], _before.Root));
        if (_breaks.Count > 0)
            return;
        if (_prover.GaveUp)
            Doubt(_before.Root, _after.Root, "limit", "the schemas are too large to compare in full");
        if (_graph.IsContextual)
        {
            Doubt(_before.Root, _after.Root, "$dynamicRef", "where a $dynamicRef leads depends on how it was reached, "
                + "and schemas with such references can't be compared part by part");
        }
    }

    private SchemaBreak? Break(Doubt doubt)
    {
        if (_search.Find(doubt) is not { } witness)
            return null;
        if (doubt.Keyword is not null && witness.Shows(doubt.Goal.Location, doubt.Keyword))
        {
            return new SchemaBreak(doubt.Old.Location, doubt.Goal.Location, doubt.Place, doubt.Keyword,
                $"{Where(doubt.Place)}: {doubt.Change}: {doubt.Effect} no longer {Fit(doubt.Effect)}",
                witness.Document);
        }

        SchemaViolation violation = witness.Violations[0];
        if (doubt.Keyword is not null)
            return Break(witness, violation, doubt.Old);
        return new SchemaBreak(doubt.Old.Location, Witness.Home(violation), doubt.Place, violation.Keyword,
            $"{Where(doubt.Place)}: {doubt.Change}, but {doubt.Effect} no longer {Fit(doubt.Effect)}: "
                + violation.Message, witness.Document);
    }

    /// <summary>A break that its example alone tells of.</summary>
    private static SchemaBreak Break(Witness witness, SchemaViolation violation, SchemaNode old) =>
        new(old.Location, Witness.Home(violation), violation.InstanceLocation, violation.Keyword,
            $"{Where(violation.InstanceLocation)}: there are documents that no longer fit, in which it "
                + violation.Message, witness.Document);

    private void Add(SchemaBreak found)
    {
        bool known = _breaks.Exists(other => other.InstancePattern == found.InstancePattern
            && other.NewLocation == found.NewLocation && other.Message == found.Message);
        if (!known)
            _breaks.Add(found);
    }

    private void Doubt(Doubt doubt)
    {
        if (_doubts.Count >= _options.MaxFindings)
            return;
        string keyword = doubt.Keyword ?? doubt.Goal.Values.FirstOrDefault()?.Keyword ?? "limit";
        _doubts.Add(new SchemaDoubt(doubt.Old.Location, doubt.Goal.Location, doubt.Place, keyword,
            $"{Where(doubt.Place)}: {doubt.Change}: whether {doubt.Effect} still {Fit(doubt.Effect)} could not be shown"));
    }

    private void Doubt(SchemaNode old, SchemaNode goal, string keyword, string reason) =>
        _doubts.Add(new SchemaDoubt(old.Location, goal.Location, "", keyword, reason));

    /// <summary>Documents must also keep the limits of the new schema.</summary>
    private void CompareLimits()
    {
        SchemaOptions old = _before.Options;
        SchemaOptions current = _after.Options;
        if (current.MaxDepth < old.MaxDepth)
        {
            string deep = new string('[', current.MaxDepth + 1) + new string(']', current.MaxDepth + 1);
            LimitFinding(deep, $"documents could be nested {old.MaxDepth} levels deep, now {current.MaxDepth}");
        }

        if (current.MaxDocumentBytes < old.MaxDocumentBytes)
        {
            LimitFinding(null,
                $"documents could be {old.MaxDocumentBytes} bytes large, now {current.MaxDocumentBytes}");
        }

        if (old.AllowDuplicateNames && !current.AllowDuplicateNames)
            LimitFinding("{\"a\":1,\"a\":1}", "objects could repeat a property, and can no longer");
    }

    private void LimitFinding(string? document, string change)
    {
        if (document is not null && _search.Judge(document) is { } witness)
        {
            _breaks.Add(new SchemaBreak("", "", "", "json", $"the document: {change}: such documents no longer fit",
                witness.Document));
            return;
        }

        Doubt(_before.Root, _after.Root, "limit", $"{change}: whether such documents fitted could not be shown");
    }

    private static string Where(string place) => place.Length == 0 ? "the document" : place;

    private static string Fit(string effect) => effect is "it" or "null" || effect.StartsWith("the value ",
        StringComparison.Ordinal) ? "fits" : "fit";
}
