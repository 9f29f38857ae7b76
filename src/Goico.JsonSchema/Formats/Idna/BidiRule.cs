namespace Goico.JsonSchema.Formats.Idna;

/// <summary>
/// RFC 5893, section 2: where one label of a name is written from right to left, all labels must meet the six
/// conditions of the Bidi rule.
/// </summary>
internal struct BidiRule
{
    private const BidiClasses RightToLeft =
        BidiClasses.RightToLeft | BidiClasses.ArabicLetter | BidiClasses.ArabicNumber;

    private const BidiClasses Neutral = BidiClasses.EuropeanNumber | BidiClasses.EuropeanSeparator
        | BidiClasses.CommonSeparator | BidiClasses.EuropeanTerminator | BidiClasses.OtherNeutral
        | BidiClasses.BoundaryNeutral | BidiClasses.NonspacingMark;

    private const BidiClasses BothNumbers = BidiClasses.EuropeanNumber | BidiClasses.ArabicNumber;

    private bool _applies;
    private bool _isBroken;

    /// <summary>Whether the labels so far may stand in one name.</summary>
    public readonly bool IsMet => !(_applies && _isBroken);

    /// <summary>Adds a label that holds nothing but letters, digits and inner hyphens of ASCII.</summary>
    public void AddAscii(byte first) => _isBroken |= char.IsAsciiDigit((char)first);

    /// <summary>Adds a label as its code points.</summary>
    public void Add(ReadOnlySpan<int> label)
    {
        BidiClasses first = CodePointTable.Traits(label[0]).Bidi;
        BidiClasses all = BidiClasses.None;
        BidiClasses last = BidiClasses.None;
        foreach (int codePoint in label)
        {
            BidiClasses bidi = CodePointTable.Traits(codePoint).Bidi;
            all |= bidi;
            last = bidi == BidiClasses.NonspacingMark ? last : bidi;
        }

        _applies |= (all & RightToLeft) != 0;
        bool fits = first switch
        {
            BidiClasses.LeftToRight => (all & ~(BidiClasses.LeftToRight | Neutral)) == 0
                && (last & (BidiClasses.LeftToRight | BidiClasses.EuropeanNumber)) != 0,
            BidiClasses.RightToLeft or BidiClasses.ArabicLetter => (all & ~(RightToLeft | Neutral)) == 0
                && (last & (RightToLeft | BidiClasses.EuropeanNumber)) != 0 && (all & BothNumbers) != BothNumbers,
            _ => false,
        };
        _isBroken |= !fits;
    }
}
