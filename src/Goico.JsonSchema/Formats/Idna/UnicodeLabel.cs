namespace Goico.JsonSchema.Formats.Idna;

/// <summary>RFC 5890 to 5893: what a label of an international host name may be, as its code points.</summary>
internal static class UnicodeLabel
{
    /// <summary>No label has more: each takes at least one of the 63 bytes that the encoded form may have.</summary>
    public const int MostCodePoints = 63;

    private static ReadOnlySpan<byte> Prefix => "xn--"u8;

    /// <summary>
    /// Whether a label is a U-label, but for the Bidi rule and the length of its encoded form. A caller that
    /// normalizes before it looks a name up does not demand Normalization Form C.
    /// </summary>
    public static bool IsValid(ReadOnlySpan<int> label, bool demandsNfc = true)
    {
        if (label.IsEmpty || label[0] == '-' || label[^1] == '-' || HasReservedHyphens(label))
            return false;
        bool isAscii = true;
        bool mayDiffer = false;
        for (int i = 0; i < label.Length; i++)
        {
            CodePointTraits traits = CodePointTable.Traits(label[i]);
            if (!traits.IsAllowed || (traits.IsMark && i == 0))
                return false;
            if (traits.NeedsContext && !ContextRules.AreMet(label, i))
                return false;
            isAscii &= label[i] < 0x80;
            mayDiffer |= traits.AffectsComposition;
        }

        return !isAscii && (!demandsNfc || !mayDiffer || Composition.IsComposed(label));
    }

    /// <summary>Whether a U-label's encoded form, an A-label, is short enough; if so, it is that long.</summary>
    public static bool TryEncodedLength(ReadOnlySpan<int> label, out int length)
    {
        length = Prefix.Length + Punycode.EncodedLength(label);
        return length <= Hosts.LongestLabel;
    }

    /// <summary>
    /// Whether a label of ASCII, no longer than <see cref="Hosts.LongestLabel"/>, is an A-label: the Punycode of a
    /// U-label. It joins the others of its name under the Bidi rule.
    /// </summary>
    public static bool IsEncoded(ReadOnlySpan<byte> label, ref BidiRule bidi)
    {
        if (label.Length <= Prefix.Length || (label[0] | 0x20) != 'x' || (label[1] | 0x20) != 'n')
            return false;
        ReadOnlySpan<byte> encoded = label[Prefix.Length..];
        Span<int> buffer = stackalloc int[MostCodePoints];
        int count = Punycode.Decode(encoded, buffer);
        if (count < 0 || !IsValid(buffer[..count]))
            return false;
        bidi.Add(buffer[..count]);
        return true;
    }

    /// <summary>Hyphens in third and fourth place announce an encoding, and a U-label is none.</summary>
    private static bool HasReservedHyphens(ReadOnlySpan<int> label) =>
        label.Length >= 4 && label[2] == '-' && label[3] == '-';
}
