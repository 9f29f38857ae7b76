namespace Goico.Wasm;

/// <summary>How a guest program is started, given its input and asked for its result.</summary>
public enum GuestAbi
{
    /// <summary>Found from the module: the core ABI where it fits, else the command ABI.</summary>
    Auto,

    /// <summary>A module that exports its main function, <c>malloc</c> and <c>memory</c>.</summary>
    Core,

    /// <summary>A WASI preview-1 command: exports <c>_start</c>, reads standard input, prints its result.</summary>
    Command,
}
