namespace Goico.Wasm;

/// <summary>How a guest program is started, given its input and asked for its result.</summary>
public enum GuestAbi
{
    /// <summary>
    /// Found from the module: a component's by its first bytes; else core where it fits, else command.
    /// </summary>
    Auto,

    /// <summary>A module that exports its main function, <c>malloc</c> and <c>memory</c>.</summary>
    Core,

    /// <summary>A WASI preview-1 command: exports <c>_start</c>, reads standard input, prints its result.</summary>
    Command,

    /// <summary>
    /// A component that exports <c>handle: func(event: string) -> result&lt;string, string&gt;</c> (world
    /// <c>jobico:jobicolet/jobicolet@1.0.0</c>), or the same with a failure record.
    /// </summary>
    Component,
}
