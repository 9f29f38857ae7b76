using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model;

/// <summary>
/// The rule for the names of what a program reads from its environment, be it a variable of <c>env</c> or a secret:
/// ASCII letters, digits and <c>_</c>, beginning with no digit. Names that begin with <c>JOBICO_</c> are Jobico's own.
/// </summary>
public static class VariableName
{
    /// <summary>The greatest number of characters of a secret's name.</summary>
    public const int MaxSecretLength = 128;

    /// <summary>How the names begin that no tenant may take.</summary>
    public const string ReservedPrefix = "JOBICO_";

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "letters, digits and '_', beginning with no digit";

    /// <summary>Whether <paramref name="text"/> is a name by the rule, reserved or not; null is not.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 }
        && !char.IsAsciiDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>Whether it is one of Jobico's own.</summary>
    public static bool IsReserved(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(ReservedPrefix, StringComparison.Ordinal);
    }

    /// <summary>Why <paramref name="text"/> can't be a secret's name, as one sentence without a full stop; null where
    /// it can.</summary>
    public static string? SecretProblem(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsValid(text)) return $"{Quoted.Text(text)} is no name of a secret: it takes {Rule}";
        if (text.Length > MaxSecretLength)
            return $"the name {Quoted.Text(text)} has {text.Length} characters: {MaxSecretLength} are the most";
        return IsReserved(text)
            ? $"the secret {Quoted.Text(text)} is not possible: names that begin with {ReservedPrefix} are Jobico's own"
            : null;
    }
}
