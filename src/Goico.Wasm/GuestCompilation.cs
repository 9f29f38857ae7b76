namespace Goico.Wasm;

/// <summary>A program ready to run, or why there is none; the cases are the nested records.</summary>
public abstract record GuestCompilation
{
    private GuestCompilation()
    {
    }

    /// <summary>The program is compiled. Whoever asked for it disposes it.</summary>
    /// <param name="Guest">The program.</param>
    public sealed record Loaded(Guest Guest) : GuestCompilation;

    /// <summary>The bytes are not WebAssembly.</summary>
    /// <param name="Message">What they seem to be, for the program's author.</param>
    public sealed record NotWasm(string Message) : GuestCompilation;

    /// <summary>The bytes are WebAssembly that is broken, too large or needs features that are off.</summary>
    /// <param name="Message">What is wrong, for the program's author.</param>
    public sealed record DoesNotCompile(string Message) : GuestCompilation;

    /// <summary>
    /// The compiler took too long or died. The program may be made for just that; but on a machine that is busy or
    /// short of memory it may be none of its doing, and another time it compiles.
    /// </summary>
    /// <param name="Message">What happened, for the program's author.</param>
    public sealed record CompilerFailed(string Message) : GuestCompilation;

    /// <summary>The module compiles, and lacks something of each ABI.</summary>
    /// <param name="Message">What it lacks, ABI by ABI, for the program's author.</param>
    public sealed record FitsNoAbi(string Message) : GuestCompilation
    {
        /// <summary>
        /// Exported functions with the type of the core ABI's main function: the module may fit when it is loaded with
        /// the name of one of them.
        /// </summary>
        public IReadOnlyList<string> MainCandidates { get; internal init; } = [];
    }
}
