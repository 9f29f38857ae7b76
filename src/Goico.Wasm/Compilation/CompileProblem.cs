namespace Goico.Wasm.Compilation;

/// <summary>Why there is no code.</summary>
/// <param name="Message">What is wrong; empty where nothing is.</param>
/// <param name="MayPass">Whether the compiler, not the program, may be to blame: it was too slow, or died.</param>
internal readonly record struct CompileProblem(string Message, bool MayPass = false)
{
    public static CompileProblem None => new("");
}
