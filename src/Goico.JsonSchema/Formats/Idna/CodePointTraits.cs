namespace Goico.JsonSchema.Formats.Idna;

/// <summary>What IDNA2008 asks of a code point, by <see cref="IdnaData"/>; the default is: not allowed.</summary>
internal readonly struct CodePointTraits(uint bits)
{
    private const int ContextBit = 2;
    private const int MarkBit = 4;
    private const int ComposesBit = 8;

    /// <summary>Whether a label may hold it: PVALID, CONTEXTJ or CONTEXTO of RFC 5892.</summary>
    public bool IsAllowed => (bits & 3) != 0;

    /// <summary>Whether it is allowed in certain company only: CONTEXTJ or CONTEXTO.</summary>
    public bool NeedsContext => (bits & ContextBit) != 0;

    /// <summary>Whether it is a combining mark, of general category Mn, Mc or Me.</summary>
    public bool IsMark => (bits & MarkBit) != 0;

    /// <summary>Whether its presence can make a text differ from its NFC.</summary>
    public bool AffectsComposition => (bits & ComposesBit) != 0 || CombiningClass != 0;

    public BidiClasses Bidi => (BidiClasses)(1 << (int)((bits >> 4) & 0xF));

    public JoiningType Joining => (JoiningType)((bits >> 8) & 7);

    public LabelScript Script => (LabelScript)((bits >> 11) & 3);

    public int CombiningClass => (int)(bits >> 16);
}

/// <summary>Bidi classes, as sets; the order of the bits is that of generate.py.</summary>
[Flags]
internal enum BidiClasses
{
    None = 0,
    LeftToRight = 1 << 0,
    RightToLeft = 1 << 1,
    ArabicLetter = 1 << 2,
    ArabicNumber = 1 << 3,
    EuropeanNumber = 1 << 4,
    EuropeanSeparator = 1 << 5,
    CommonSeparator = 1 << 6,
    EuropeanTerminator = 1 << 7,
    OtherNeutral = 1 << 8,
    BoundaryNeutral = 1 << 9,
    NonspacingMark = 1 << 10,
}

/// <summary>How a character of a cursive script joins its neighbours.</summary>
internal enum JoiningType
{
    None = 0,
    Left = 1,
    Right = 2,
    Dual = 3,
    Transparent = 4,
}

/// <summary>The scripts that contextual rules ask for.</summary>
internal enum LabelScript
{
    Other = 0,
    Greek = 1,
    Hebrew = 2,

    /// <summary>Hiragana, Katakana or Han.</summary>
    KanaOrHan = 3,
}
