namespace Goico.JsonSchema.Rules;

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class Alternatives(SchemaNode node, string keyword, SchemaNode[] schemas) : Applicator
{
    private readonly bool _exactlyOne = keyword == "oneOf";

    public override IEnumerable<SchemaNode> Targets => schemas;

    /// <summary>Whether a second match fails the whole: <c>oneOf</c>.</summary>
    public bool ExactlyOne => _exactlyOne;

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        int matched = -1;
        for (int i = 0; i < schemas.Length; i++)
        {
            // With anyOf, the first match settles the verdict, but who tracks wants what every match evaluates.
            if (!Try(ref evaluation, schemas[i], index, tracker))
                continue;
            if (_exactlyOne && matched >= 0)
            {
                ReportSecond(ref evaluation, index, matched, i);
                return false;
            }

            matched = i;
            if (!_exactlyOne && tracker == Evaluation.NoTracker)
                return true;
        }

        if (matched < 0 && evaluation.Records)
            ReportNone(ref evaluation, index);
        return matched >= 0;
    }

    private void ReportSecond(ref Evaluation evaluation, int index, int first, int second)
    {
        if (evaluation.Records)
        {
            evaluation.Report(index, node, keyword,
                $"must match exactly one of {schemas.Length} schemas, but matches those at {first} and {second}");
        }
    }

    /// <summary>Names the alternative whose first violation lies furthest in the document: the likely one.</summary>
    private void ReportNone(ref Evaluation evaluation, int index)
    {
        int nearest = -1;
        ViolationSink? best = null;
        ViolationSink? sink = evaluation.Swap(null);
        for (int i = 0; i < schemas.Length; i++)
        {
            var branch = new ViolationSink(1);
            evaluation.Swap(branch);
            evaluation.Meets(schemas[i], index);
            if (best is null || branch.FirstIndex > best.FirstIndex)
                (best, nearest) = (branch, i);
        }

        evaluation.Swap(sink);
        string which = _exactlyOne ? "exactly one" : "at least one";
        string message = $"must match {which} of {schemas.Length} schemas, but matches none";
        if (best?.ToViolations(evaluation.Instance) is [var reason])
        {
            string where = reason.InstanceLocation.Length == 0 ? "the document" : reason.InstanceLocation;
            message += $"; the nearest is the one at {nearest}, for which {where} {reason.Message}";
        }

        evaluation.Report(index, node, keyword, message);
    }
}
