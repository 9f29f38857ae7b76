using Goico.JsonSchema.Formats;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>The keywords about strings.</summary>
internal sealed class TextRules(SchemaNode node)
{
    /// <summary>Fewest code points.</summary>
    public int MinLength { get; set; }

    /// <summary>Most code points.</summary>
    public int MaxLength { get; set; } = int.MaxValue;

    public Pattern? Pattern { get; set; }

    public StringFormat? Format { get; set; }

    public bool Check(ref Evaluation evaluation, int index)
    {
        bool meets = CheckLength(ref evaluation, index);
        if (!meets && evaluation.StopsAtFailure)
            return false;
        if (Pattern is not null
            && !Pattern.IsMatch(evaluation.Text(index), evaluation.Scratch, ref evaluation.Steps))
        {
            meets = false;
            if (evaluation.Records)
                Report(ref evaluation, index, "pattern", $"must match {Pattern.Written}");
        }

        if (Format is not null && !Format.Test(evaluation.Text(index)))
        {
            meets = false;
            if (evaluation.Records)
                Report(ref evaluation, index, "format", Format.Demand);
        }

        return meets;
    }

    private bool CheckLength(ref Evaluation evaluation, int index)
    {
        ref readonly Token token = ref evaluation.Instance.Tokens[index];
        // A code point is at least one byte, so a short string can't be too long; plain text needs four at most.
        bool longEnough = MinLength == 0 || (MinLength == 1 && token.Length > 0)
            || (!token.Escaped && token.Length >= MinLength * 4L);
        if (token.Length <= MaxLength && longEnough)
            return true;
        int length = JsonText.CodePoints(evaluation.Instance.Raw(index), token.Escaped);
        if (length < MinLength)
        {
            if (evaluation.Records)
                Report(ref evaluation, index, "minLength", $"must have at least {Characters(MinLength)}, had {length}");
            return false;
        }

        if (length <= MaxLength)
            return true;
        if (evaluation.Records)
            Report(ref evaluation, index, "maxLength", $"must have at most {Characters(MaxLength)}, had {length}");
        return false;
    }

    private void Report(ref Evaluation evaluation, int index, string keyword, string demand) =>
        evaluation.Report(index, node, keyword, $"{demand}, was {evaluation.Instance.Excerpt(index)}");

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";
}
