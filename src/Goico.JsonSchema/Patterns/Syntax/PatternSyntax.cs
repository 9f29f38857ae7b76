namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>What became of reading an ECMA-262 expression: its tree, or why there is none.</summary>
internal sealed record PatternSyntax
{
    /// <summary>The expression; null when there is a problem.</summary>
    public PatternNode? Root { get; init; }

    /// <summary>Why there is no tree, to follow after the expression in a sentence; empty when there is one.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether the expression is wrong, rather than right but more than can be matched.</summary>
    public bool IsMalformed { get; init; }
}
