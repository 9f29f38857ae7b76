namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// Unwinds the reading of an expression that is malformed, or right but more than can be matched; never leaves the
/// folder of patterns.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public",
    Justification = "Control flow of one compiler, caught at its entries.")]
internal sealed class PatternException(string message, bool isMalformed = true) : Exception(message)
{
    public bool IsMalformed { get; } = isMalformed;
}
