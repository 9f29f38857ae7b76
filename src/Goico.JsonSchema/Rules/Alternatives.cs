using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class Alternatives(SchemaNode node, string keyword, SchemaNode[] schemas) : Applicator
{
    private readonly bool _exactlyOne = keyword == "oneOf";
    private readonly int[] _all = [.. Enumerable.Range(0, schemas.Length)];
    private Discriminator? _discriminator;

    public override IEnumerable<SchemaNode> Targets => schemas;

    public override void Seal() => _discriminator = Discriminator.Find(schemas);

    /// <summary>Whether a second match fails the whole: <c>oneOf</c>.</summary>
    public bool ExactlyOne => _exactlyOne;

    public override bool Apply(ref Evaluation evaluation, int index, int tracker)
    {
        int[] candidates = Candidates(ref evaluation, index);
        int matched = -1;
        foreach (int i in candidates)
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
            ReportNone(ref evaluation, index, candidates);
        return matched >= 0;
    }

    /// <summary>The positions of the alternatives that the value could match at all.</summary>
    private int[] Candidates(ref Evaluation evaluation, int index)
    {
        if (_discriminator is null || evaluation.Instance.Tokens[index].Kind != TokenKind.Object)
            return _all;
        return _discriminator.Candidates(ref evaluation, _discriminator.Value(evaluation.Instance, index));
    }

    private void ReportSecond(ref Evaluation evaluation, int index, int first, int second)
    {
        if (evaluation.Records)
        {
            evaluation.Report(index, node, keyword,
                $"must match exactly one of {schemas.Length} schemas, but matches those at {first} and {second}");
        }
    }

    private void ReportNone(ref Evaluation evaluation, int index, int[] candidates)
    {
        // A tag that leads to one alternative says which was meant: its own violations are the ones to read.
        if (candidates is [int meant] && schemas.Length > 1)
        {
            evaluation.Meets(schemas[meant], index);
            return;
        }

        string which = _exactlyOne ? "exactly one" : "at least one";
        string reason = candidates.Length == 0
            ? UnknownTag(ref evaluation, index)
            : Nearest(ref evaluation, index, candidates);
        evaluation.Report(index, node, keyword,
            $"must match {which} of {schemas.Length} schemas, but matches none{reason}");
    }

    /// <summary>Without candidates: what the property that tells the alternatives apart should be.</summary>
    private string UnknownTag(ref Evaluation evaluation, int index)
    {
        const int mostNamed = 8;
        int value = _discriminator!.Value(evaluation.Instance, index);
        IReadOnlyList<string> tags = _discriminator.KnownTags;
        string named = string.Join(", ", tags.Take(mostNamed).Select(tag => $"\"{tag}\""));
        string more = tags.Count > mostNamed ? $" or another {tags.Count - mostNamed} values" : "";
        string was = value < 0 ? "is missing" : $"was {evaluation.Instance.Excerpt(value)}";
        return $": its property \"{_discriminator.Name}\" must be one of {named}{more}, and {was}";
    }

    /// <summary>Names the alternative whose first violation lies furthest in the document: the likely one.</summary>
    private string Nearest(ref Evaluation evaluation, int index, int[] candidates)
    {
        int nearest = -1;
        ViolationSink? best = null;
        ViolationSink? sink = evaluation.Swap(null);
        foreach (int i in candidates)
        {
            if (sink is not { Explanations: > 0 })
                break;
            var branch = new ViolationSink(1, sink.Explanations - 1, isPlaced: false);
            evaluation.Swap(branch);
            evaluation.Meets(schemas[i], index);
            if (best is null || branch.FirstIndex > best.FirstIndex)
                (best, nearest) = (branch, i);
        }

        evaluation.Swap(sink);
        if (best?.First is not var (place, message))
            return "";
        string pointer = evaluation.Instance.Pointer(place);
        string where = pointer.Length == 0 ? "the document" : pointer;
        return $"; the nearest is the one at {nearest}, for which {where} {message}";
    }
}
