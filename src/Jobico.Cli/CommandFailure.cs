namespace Jobico.Cli;

/// <summary>A command can't do what it was asked to: what was wrong and what to do, for people.</summary>
internal sealed class CommandFailure : Exception
{
    private CommandFailure(string message, int exitCode, Exception? cause = null)
        : base(message, cause)
    {
        ExitCode = exitCode;
    }

    /// <summary>1: it failed. 2: it was asked wrongly.</summary>
    public int ExitCode { get; }

    /// <summary>Whether trying again later may help: the fault is in the surroundings, not in what was asked.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>The command was understood and could not be done.</summary>
    public static CommandFailure Failed(string message, Exception? cause = null) =>
        new(message, ExitCodes.Failed, cause);

    /// <summary>The command could not be done now.</summary>
    public static CommandFailure FailedForNow(string message, Exception? cause = null) =>
        new(message, ExitCodes.Failed, cause) { IsTransient = true };

    /// <summary>The command was asked wrongly.</summary>
    public static CommandFailure Usage(string message) => new(message, ExitCodes.Usage);
}
