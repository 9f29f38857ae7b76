using Jobico.Model;

namespace Jobico.Cli.Local;

/// <summary>Variables that options give, by the rules of definitions.</summary>
internal static class VariableArgument
{
    /// <summary>The variable of an option <c>--env NAME=VALUE</c>.</summary>
    /// <exception cref="CommandFailure">It is none, or its name can't be one.</exception>
    public static KeyValuePair<string, string> Read(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            throw CommandFailure.Usage($"--env '{argument}' has no value: it takes NAME=VALUE.");
        }
        string name = argument[..equals];
        CheckName(name, "--env", $"'{name}'");
        return KeyValuePair.Create(name, argument[(equals + 1)..]);
    }

    /// <summary>Refuses what can't be a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="option">The option that gave it.</param>
    /// <param name="shown">How a message names it: a secret's may be the value, given by mistake.</param>
    /// <exception cref="CommandFailure">It is none, or one of Jobico's own.</exception>
    public static void CheckName(string name, string option, string shown)
    {
        if (!VariableName.IsValid(name))
        {
            throw CommandFailure.Usage($"{option}: {shown} is no name of a variable: it takes {VariableName.Rule}.");
        }
        if (VariableName.IsReserved(name))
        {
            throw CommandFailure.Usage(
                $"{option}: {shown} is not possible: names that begin with {VariableName.ReservedPrefix} are Jobico's "
                + "own.");
        }
    }
}
