using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRules(SchemaNode node)
{
    public int MinItems { get; set; }

    public int MaxItems { get; set; } = int.MaxValue;

    public bool UniqueItems { get; set; }

    /// <summary>Schemas by position: <c>prefixItems</c>, or the array form of draft 7's <c>items</c>.</summary>
    public SchemaNode[] Prefix { get; set; } = [];

    /// <summary>The schema of the items after the prefix: <c>items</c>, or draft 7's <c>additionalItems</c>.</summary>
    public SchemaNode? Rest { get; set; }

    public SchemaNode? Contains { get; set; }

    public int MinContains { get; set; } = 1;

    public int MaxContains { get; set; } = int.MaxValue;

    /// <summary>Whether <c>contains</c> counts as evaluating the items it matches; draft 7 has no such notion.</summary>
    public bool ContainsEvaluates { get; set; }

    public bool Check(ref Evaluation evaluation, int index, int tracker)
    {
        bool meets = CheckCount(ref evaluation, index);
        if (!meets && evaluation.StopsAtFailure)
            return false;
        if (Rest is not null || Prefix.Length > 0)
            meets &= CheckItems(ref evaluation, index, tracker);
        if (Contains is not null && (meets || !evaluation.StopsAtFailure))
            meets &= CheckContains(ref evaluation, index, tracker, Contains);
        if (UniqueItems && (meets || !evaluation.StopsAtFailure))
            meets &= CheckUnique(ref evaluation, index);
        return meets;
    }

    private bool CheckCount(ref Evaluation evaluation, int index)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        if (count >= MinItems && count <= MaxItems)
            return true;
        if (evaluation.Records && count < MinItems)
            evaluation.Report(index, node, "minItems", $"must have at least {Some(MinItems)}, had {count}");
        if (evaluation.Records && count > MaxItems)
            evaluation.Report(index, node, "maxItems", $"must have at most {Some(MaxItems)}, had {count}");
        return false;
    }

    private bool CheckItems(ref Evaluation evaluation, int index, int tracker)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        int item = index + 1;
        bool meets = true;
        for (int i = 0; i < count; i++)
        {
            SchemaNode? schema = i < Prefix.Length ? Prefix[i] : Rest;
            if (schema is null)
                break;
            meets &= evaluation.Meets(schema, item);
            if (!meets && evaluation.StopsAtFailure)
                return false;
            if (tracker != Evaluation.NoTracker)
                evaluation.Scratch.Set(tracker, i);
            item = evaluation.Instance.Tokens[item].Next;
        }

        return meets;
    }

    private bool CheckContains(ref Evaluation evaluation, int index, int tracker, SchemaNode contains)
    {
        int count = evaluation.Instance.Tokens[index].Length;
        int matches = 0;
        int item = index + 1;
        bool tracks = tracker != Evaluation.NoTracker && ContainsEvaluates;
        ViolationSink? sink = evaluation.Swap(null);
        for (int i = 0; i < count && (tracks || matches < MinContains || MaxContains < int.MaxValue); i++)
        {
            if (evaluation.Meets(contains, item))
            {
                matches++;
                if (tracks)
                    evaluation.Scratch.Set(tracker, i);
            }

            item = evaluation.Instance.Tokens[item].Next;
        }

        evaluation.Swap(sink);
        if (matches < MinContains)
        {
            string keyword = MinContains == 1 ? "contains" : "minContains";
            if (evaluation.Records)
                evaluation.Report(index, node, keyword, $"must contain {Matching(MinContains, "at least")}, had {matches}");
            return false;
        }

        if (matches <= MaxContains)
            return true;
        if (evaluation.Records)
            evaluation.Report(index, node, "maxContains", $"must contain {Matching(MaxContains, "at most")}, had {matches}");
        return false;
    }

    private bool CheckUnique(ref Evaluation evaluation, int index)
    {
        JsonView instance = evaluation.Instance;
        int end = instance.Tokens[index].Next;
        int count = instance.Tokens[index].Length;
        if (count < 2)
            return true;
        Span<int> table = evaluation.Scratch.Table(count * 2);
        int half = table.Length / 2;
        Span<int> items = table[..half];
        Span<int> hashes = table[half..];
        for (int item = index + 1; item < end; item = instance.Tokens[item].Next)
        {
            int hash = JsonEquality.Hash(instance, item, evaluation.Scratch, ref evaluation.Steps);
            int slot = hash & (half - 1);
            for (; items[slot] != 0; slot = (slot + 1) & (half - 1))
            {
                if (hashes[slot] == hash && JsonEquality.Same(instance, items[slot], instance, item, ref evaluation.Steps))
                {
                    ReportDuplicate(ref evaluation, index, items[slot], item);
                    return false;
                }
            }

            if (evaluation.GaveUp)
                return false;
            items[slot] = item;
            hashes[slot] = hash;
        }

        return true;
    }

    private void ReportDuplicate(ref Evaluation evaluation, int index, int first, int second)
    {
        if (!evaluation.Records)
            return;
        int Position(in JsonView view, int item)
        {
            int position = 0;
            for (int at = index + 1; at < item; at = view.Tokens[at].Next)
                position++;
            return position;
        }

        int one = Position(evaluation.Instance, first);
        int two = Position(evaluation.Instance, second);
        evaluation.Report(index, node, "uniqueItems", $"must have no two equal items, but items {one} and {two} are");
    }

    private static string Some(int count) => count == 1 ? "1 item" : $"{count} items";

    private static string Matching(int count, string bound) =>
        count == 1 ? $"{bound} 1 item that matches" : $"{bound} {count} items that match";
}
