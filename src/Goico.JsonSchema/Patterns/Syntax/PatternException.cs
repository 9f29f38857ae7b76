namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// Unwinds the reading of an expression that is malformed, or right but not supported; never leaves this namespace.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public",
    Justification = "Control flow of one parser, caught at its entry.")]
internal sealed class PatternException(string message, bool isMalformed = true) : Exception(message)
{
    public bool IsMalformed { get; } = isMalformed;
}
