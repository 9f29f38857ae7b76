using System.Text;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Texts that match a pattern, made by walking it: each walk takes other alternatives, characters and numbers of
/// repeats. Conditions on places are passed over, and whether a text matches is tried.
/// </summary>
internal sealed class PatternSpecimens
{
    private const int MostWalks = 24;
    private const int LongestText = 20_000;
    private const int MostRepeats = 3;

    // Tried in this order wherever a set of characters allows them.
    private const string Common = "aA0b1-_ .xZ9/@é~\n";

    private readonly StringBuilder _text = new();
    private readonly int _walk;
    private readonly int _length;
    private int _choices;

    private PatternSpecimens(int walk, int length) => (_walk, _length, _choices) = (walk, length, walk);

    /// <summary>
    /// Different texts that match; those of the later walks as long as the length asked for, if they can.
    /// </summary>
    public static IEnumerable<string> Of(Pattern pattern, int length = 0)
    {
        if (PatternParser.Parse(pattern.Written).Root is not { } root)
            yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int walk = 0; walk < MostWalks; walk++)
        {
            foreach (int size in new[] { 0, length })
            {
                var walker = new PatternSpecimens(walk, size);
                walker.Walk(root);
                string text = walker._text.ToString();
                // Without anchors, more may stand around it.
                foreach (string longer in new[] { text, $"{text}x", $"x{text}", $"x{text}x" })
                {
                    if (seen.Add(longer) && pattern.Matches(longer))
                        yield return longer;
                }
            }
        }
    }

    private void Walk(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Points points:
                AppendOne(points.Set);
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                    Walk(part);
                break;
            case PatternNode.Choice choice:
                Walk(choice.Options[Choose(choice.Options.Count)]);
                break;
            case PatternNode.Repeat repeat:
                int count = repeat.Least + Choose(Math.Min(repeat.Most - repeat.Least, MostRepeats) + 1);
                for (int i = 0; (i < count || IsTooShort(i, repeat)) && _text.Length < LongestText; i++)
                    Walk(repeat.Body);
                break;
        }
    }

    private void AppendOne(CodePoints set)
    {
        int[] points = [.. Common.Select(c => (int)c).Where(set.Contains)
            .Concat(set.Ranges.Select(range => range.From)).Distinct().Take(MostWalks)];
        if (points.Length > 0)
            _text.Append(char.ConvertFromUtf32(points[Choose(points.Length)]));
    }

    private bool IsTooShort(int repeats, PatternNode.Repeat repeat) => repeats < repeat.Most && _text.Length < _length;

    /// <summary>A number below a count: 0 in the first walk, others in the later ones.</summary>
    private int Choose(int count)
    {
        if (count <= 1)
            return 0;
        int choice = _choices % count;
        _choices = _choices < count ? _walk : _choices / count;
        return choice;
    }
}
