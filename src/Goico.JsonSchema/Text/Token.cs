namespace Goico.JsonSchema.Text;

internal enum TokenKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Object,
    Array,

    /// <summary>A property's name; its value is the next token.</summary>
    Name,
}

/// <summary>
/// One value or name of a scanned document, as offsets into its bytes. A document is an array of these in document
/// order: no objects, no strings, and any value is skipped in one step.
/// </summary>
internal struct Token
{
    /// <summary>Offset of the first byte; of a string or name, the one after its opening quote.</summary>
    public int Start;

    /// <summary>Length in bytes (strings without quotes, still escaped); of a container, its child count.</summary>
    public int Length;

    /// <summary>
    /// Index of the token after this value; of a name, the hash of its text; of a container still open, its parent.
    /// </summary>
    public int Next;

    public TokenKind Kind;

    /// <summary>Whether a string or name contains escapes.</summary>
    public bool Escaped;

    /// <summary>Whether a number is written as an integer of at most 18 digits.</summary>
    public bool PlainInteger;

    public readonly bool IsContainer => Kind is TokenKind.Object or TokenKind.Array;
}
