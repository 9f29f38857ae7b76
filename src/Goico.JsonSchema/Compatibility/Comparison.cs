using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// One comparison of two schemas: first the proof that all is well; failing that, what stands in its way, and for each
/// of those the search for a document that breaks.
/// </summary>
internal sealed class Comparison
{
    // A try takes as long as so many steps of a proof.
    private const int StepsPerTry = 4;

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
        _search = new WitnessSearch(_prover, new Specimens(_prover, options.MaxSteps / StepsPerTry), before, after);
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
            .GroupBy(doubt => (object)(doubt.Place, doubt.Goal, doubt.Keyword, doubt.Lacking, doubt.IsListed)))
        {
            if (_breaks.Count >= _options.MaxFindings)
                return;
            int before = _breaks.Count;
            bool found = alike.Any(doubt => doubt.IsListed ? BreakEach(doubt) : Break(doubt));
            if (!found && _breaks.Count == before)
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

    /// <summary>Looks for a document that breaks; whether there is one.</summary>
    private bool Break(Doubt doubt)
    {
        if (_search.Find(doubt) is not { } witness)
            return false;
        if (!witness.Shows(doubt.Goal.Location, doubt.Keyword))
        {
            Add(Break(witness, witness.Violations[0], doubt.Old));
            return true;
        }

        Add(new SchemaBreak(doubt.Old.Location, doubt.Goal.Location, doubt.Place, doubt.Keyword,
            $"{Where(doubt.Place)}: {doubt.Change}: {doubt.Effect} no longer {Fit(doubt.Effect)}",
            witness.Document), doubt.Lacking is null);
        return true;
    }

    /// <summary>
    /// Looks for a document for each value in question; those that miss the same keyword are one break.
    /// </summary>
    private bool BreakEach(Doubt doubt)
    {
        var found = _search.FindEach(doubt).GroupBy(pair => (pair.Witness.Violations[0].Keyword,
            Witness.Home(pair.Witness.Violations[0]))).ToArray();
        foreach (var alike in found)
        {
            (string keyword, string home) = alike.Key;
            SchemaViolation violation = alike.First().Witness.Violations[0];
            string values = Specimen.Name([.. alike.Select(pair => pair.Value)]);
            Add(new SchemaBreak(doubt.Old.Location, home, doubt.Place, keyword,
                $"{Where(doubt.Place)}: {values} could be there, but no longer {Fit(values)}: {violation.Message}",
                alike.First().Witness.Document));
        }

        return found.Length > 0;
    }

    /// <summary>A break that its example alone tells of.</summary>
    private static SchemaBreak Break(Witness witness, SchemaViolation violation, SchemaNode old) =>
        new(old.Location, Witness.Home(violation), violation.InstanceLocation, violation.Keyword,
            $"{Where(violation.InstanceLocation)}: there are documents that no longer fit, in which it "
                + violation.Message, witness.Document);

    /// <summary>
    /// Keeps a break, unless it is known: by its place, or by its message where a place may have several.
    /// </summary>
    private void Add(SchemaBreak found, bool isOnly = true)
    {
        bool known = _breaks.Exists(other => other.InstancePattern == found.InstancePattern
            && other.NewLocation == found.NewLocation && other.Keyword == found.Keyword
            && (isOnly || other.Message == found.Message));
        if (!known && _breaks.Count < _options.MaxFindings)
            _breaks.Add(found);
    }

    private void Doubt(Doubt doubt)
    {
        if (_doubts.Count >= _options.MaxFindings)
            return;
        _doubts.Add(new SchemaDoubt(doubt.Old.Location, doubt.Goal.Location, doubt.Place, doubt.Keyword,
            $"{Where(doubt.Place)}: {doubt.Change}: "
                + $"whether {doubt.Effect} still {Fit(doubt.Effect)} could not be shown"));
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
        if (document is not null && _search.Validate(document) is { } witness)
        {
            _breaks.Add(new SchemaBreak("", "", "", "json", $"the document: {change}: such documents no longer fit",
                witness.Document));
            return;
        }

        Doubt(_before.Root, _after.Root, "limit", $"{change}: whether such documents fitted could not be shown");
    }

    private static string Where(string place) => place.Length == 0 ? "the document" : place;

    private static string Fit(string effect) => effect == "null" || effect.StartsWith("the value ",
        StringComparison.Ordinal) ? "fits" : "fit";
}
