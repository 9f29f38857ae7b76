namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>What stands beside a place in the text.</summary>
internal enum Context
{
    /// <summary>A character that is not a word character, or any where that does not matter.</summary>
    Other,

    /// <summary>A word character, where that matters.</summary>
    Word,

    /// <summary>The start or the end of the text.</summary>
    Edge,

    /// <summary>After the place: not known yet.</summary>
    Unknown,
}
