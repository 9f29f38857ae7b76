namespace Goico.Wasm;

/// <summary>Whether bytes are a program that can be run; the cases are the nested records.</summary>
public abstract record ModuleInspection
{
    private ModuleInspection()
    {
    }

    /// <summary>They are.</summary>
    /// <param name="Info">What is known of the program.</param>
    public sealed record Fits(GuestModuleInfo Info) : ModuleInspection;

    /// <summary>They are not WebAssembly.</summary>
    /// <param name="Message">What they seem to be, for the program's author.</param>
    public sealed record NotWasm(string Message) : ModuleInspection;

    /// <summary>They are WebAssembly that is broken, too large or needs features that are off.</summary>
    /// <param name="Message">What is wrong, for the program's author.</param>
    public sealed record DoesNotCompile(string Message) : ModuleInspection;

    /// <summary>They compile, and lack something of each ABI.</summary>
    /// <param name="Message">What they lack, ABI by ABI, for the program's author.</param>
    public sealed record FitsNoAbi(string Message) : ModuleInspection;
}
