namespace Jobico.Model.Definitions;

/// <summary>Which of the Jobicolet ABIs a module speaks.</summary>
public enum RuntimeAbi
{
    /// <summary>Found out from the module's exports.</summary>
    Auto = 0,

    /// <summary>The original one: exports <c>event</c>, <c>malloc</c> and <c>memory</c>.</summary>
    Core = 1,

    /// <summary>A WASI command: event on standard input, result on standard output.</summary>
    Command = 2,

    /// <summary>A WebAssembly component that exports <c>handle</c>.</summary>
    Component = 3,
}
