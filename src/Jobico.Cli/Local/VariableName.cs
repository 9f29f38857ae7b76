namespace Jobico.Cli.Local;

/// <summary>Names of variables and secrets, by the rule of definitions.</summary>
internal static class VariableName
{
    private const string ReservedPrefix = "JOBICO_";

    /// <summary>Refuses what is no name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="option">The option that gave it.</param>
    /// <param name="shown">How a message names it: a secret's may be the value, given by mistake.</param>
    /// <exception cref="CommandFailure">It is none, or one of Jobico's own.</exception>
    public static void Check(string name, string option, string shown)
    {
        if (name.StartsWith(ReservedPrefix, StringComparison.Ordinal))
        {
            throw CommandFailure.Usage(
                $"{option}: {shown} is not possible: names that begin with {ReservedPrefix} are Jobico's own.");
        }
        if (name.Length == 0
            || char.IsAsciiDigit(name[0])
            || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw CommandFailure.Usage(
                $"{option}: {shown} is no name of a variable: it takes letters, digits and '_', beginning with no digit.");
        }
    }
}
