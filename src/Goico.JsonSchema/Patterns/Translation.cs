namespace Goico.JsonSchema.Patterns;

/// <summary>What became of an ECMA-262 expression.</summary>
internal sealed record Translation
{
    /// <summary>The .NET expression.</summary>
    public string Text { get; init; } = "";

    /// <summary>Why there is none; null when there is.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the expression is wrong, rather than right but beyond linear time.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>The text it looks for, when it is nothing but text with or without anchors; else null.</summary>
    public string? Literal { get; init; }

    /// <summary>Whether the literal must begin the text.</summary>
    public bool FromStart { get; init; }

    /// <summary>Whether the literal must end the text.</summary>
    public bool ToEnd { get; init; }
}
