namespace Jobico.Model.Executions;

/// <summary>The levels of the Jobicolet ABI's <c>log</c>, by its numbers.</summary>
public enum GuestLogLevel
{
    /// <summary>For who debugs the program.</summary>
    Debug = 0,

    /// <summary>What happens as it should.</summary>
    Info = 1,

    /// <summary>What is odd but goes on.</summary>
    Warning = 2,

    /// <summary>What failed.</summary>
    Error = 3,

    /// <summary>What the program can't go on after.</summary>
    Fatal = 4,

    /// <summary>A panic.</summary>
    Panic = 5,

    /// <summary>No level.</summary>
    None = 6,
}
