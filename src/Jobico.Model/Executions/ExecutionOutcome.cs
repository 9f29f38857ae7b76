namespace Jobico.Model.Executions;

/// <summary>
/// How an attempt ended. The numbers are stored and sent: a member is never renumbered or reused, and a number that is
/// not here is to be treated as a fault.
/// </summary>
public enum ExecutionOutcome
{
    /// <summary>No outcome: never stored.</summary>
    None = 0,

    /// <summary>The program returned code 0.</summary>
    Ok = 1,

    /// <summary>The program returned another code: its answer, not a fault.</summary>
    Error = 2,

    /// <summary>The program trapped: unreachable, out-of-bounds access, stack overflow and the like.</summary>
    Trap = 3,

    /// <summary>The program ran longer than it may and was stopped.</summary>
    Timeout = 4,

    /// <summary>The program wanted more memory than it may have, and died of it.</summary>
    OutOfMemory = 5,

    /// <summary>The program's result is larger than it may be.</summary>
    OutputTooLarge = 6,

    /// <summary>The program's result can't be read: outside its memory, or not UTF-8.</summary>
    BadResult = 7,

    /// <summary>The host failed while it ran the program: the platform's fault, not the program's.</summary>
    HostFault = 8,

    /// <summary>
    /// There was nothing to run: no live definition for the event, or its module is gone or unusable.
    /// </summary>
    Unrunnable = 9,

    /// <summary>The program used up the fuel that its definition gives it.</summary>
    OutOfFuel = 10,
}
