namespace Goico.JsonSchema.Formats.Idna;

/// <summary>RFC 5892, Appendix A: which company a code point of CONTEXTJ or CONTEXTO needs.</summary>
internal static class ContextRules
{
    private const int Virama = 9;

    /// <summary>Whether the code point at a position of a label, which needs context, has it.</summary>
    public static bool AreMet(ReadOnlySpan<int> label, int at) => label[at] switch
    {
        0x200C => FollowsVirama(label, at) || JoinsOver(label, at),
        0x200D => FollowsVirama(label, at),
        0x00B7 => at > 0 && label[at - 1] == 'l' && at + 1 < label.Length && label[at + 1] == 'l',
        0x0375 => at + 1 < label.Length && CodePointTable.Traits(label[at + 1]).Script == LabelScript.Greek,
        0x05F3 or 0x05F4 => at > 0 && CodePointTable.Traits(label[at - 1]).Script == LabelScript.Hebrew,
        0x30FB => HasKanaOrHan(label),
        // The digits of one script keep those of the other out, wherever they stand.
        >= 0x0660 and <= 0x0669 => label.IndexOfAnyInRange(0x06F0, 0x06F9) < 0,
        >= 0x06F0 and <= 0x06F9 => label.IndexOfAnyInRange(0x0660, 0x0669) < 0,
        _ => false,
    };

    private static bool FollowsVirama(ReadOnlySpan<int> label, int at) =>
        at > 0 && CodePointTable.Traits(label[at - 1]).CombiningClass == Virama;

    /// <summary>Whether ZERO WIDTH NON-JOINER stands between two characters that would join without it.</summary>
    private static bool JoinsOver(ReadOnlySpan<int> label, int at)
    {
        int before = at - 1;
        while (before >= 0 && Joining(label[before]) == JoiningType.Transparent)
            before--;
        int after = at + 1;
        while (after < label.Length && Joining(label[after]) == JoiningType.Transparent)
            after++;
        return before >= 0 && Joining(label[before]) is JoiningType.Left or JoiningType.Dual
            && after < label.Length && Joining(label[after]) is JoiningType.Right or JoiningType.Dual;
    }

    private static bool HasKanaOrHan(ReadOnlySpan<int> label)
    {
        foreach (int codePoint in label)
        {
            if (CodePointTable.Traits(codePoint).Script == LabelScript.KanaOrHan)
                return true;
        }

        return false;
    }

    private static JoiningType Joining(int codePoint) => CodePointTable.Traits(codePoint).Joining;
}
