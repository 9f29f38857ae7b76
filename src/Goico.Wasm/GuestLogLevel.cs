namespace Goico.Wasm;

/// <summary>The weight of a guest's log line; the numbers are those of the ABI.</summary>
public enum GuestLogLevel
{
    /// <summary>Detail for the program's author.</summary>
    Debug = 0,

    /// <summary>What the program did; the level of a plain line on standard error.</summary>
    Info = 1,

    /// <summary>Something that may need attention.</summary>
    Warning = 2,

    /// <summary>Something that failed.</summary>
    Error = 3,

    /// <summary>Something after which the program gives up.</summary>
    Fatal = 4,

    /// <summary>A bug in the program.</summary>
    Panic = 5,

    /// <summary>No level.</summary>
    None = 6,
}
