using System.Text;
using Goico.JsonSchema.Patterns;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Texts that match a pattern, made by walking it: each walk takes other alternatives, characters and numbers of
/// repeats.
/// </summary>
internal sealed class PatternSpecimens
{
    private const int MostWalks = 24;
    private const int LongestText = 20_000;

    private readonly StringBuilder _text = new();
    private readonly int _walk;
    private readonly int _length;
    private int _choices;

    private PatternSpecimens(int walk, int length) => (_walk, _length, _choices) = (walk, length, walk);

    /// <summary>Different texts that match; those of the later walks as long as the length asked for, if they can.</summary>
    public static IEnumerable<string> Of(Pattern pattern, int length = 0)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        PatternShape shape = PatternShape.Of(pattern.Written);
        for (int walk = 0; walk < MostWalks; walk++)
        {
            foreach (int size in new[] { 0, length })
            {
                var walker = new PatternSpecimens(walk, size);
                walker.Walk(shape);
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

    private void Walk(PatternShape shape)
    {
        switch (shape)
        {
            case PatternShape.Characters characters:
                _text.Append(characters.Any[Choose(characters.Any.Count)]);
                break;
            case PatternShape.Sequence sequence:
                foreach (PatternShape part in sequence.Parts)
                    Walk(part);
                break;
            case PatternShape.Choice choice:
                Walk(choice.Branches[Choose(choice.Branches.Count)]);
                break;
            case PatternShape.Repeat repeat:
                int more = Math.Min(repeat.Most - repeat.Least, 3);
                int count = repeat.Least + Choose(more + 1);
                for (int i = 0; (i < count || IsTooShort(i, repeat)) && _text.Length < LongestText; i++)
                    Walk(repeat.Part);
                break;
        }
    }

    private bool IsTooShort(int repeats, PatternShape.Repeat repeat) => repeats < repeat.Most && _text.Length < _length;

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
