using System.Diagnostics.CodeAnalysis;
using Goico.Wasm;

namespace Jobico.Cli;

/// <summary>
/// The program's other role: a server starts it once more to compile what strangers upload. Not a command for people,
/// so no help lists it.
/// </summary>
internal static class CompilerVerb
{
    private const string Name = "compile-for-a-server";

    /// <summary>How to start this program as a compiler; null where it can't be told what this program is.</summary>
    public static CompilerProcess? OfThisProgram()
    {
        if (Environment.ProcessPath is not { } path) return null;
        string[] program = Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [typeof(CompilerVerb).Assembly.Location] : [];
        return new CompilerProcess(path, [.. program, Name]);
    }

    /// <summary>Compiles, where the arguments say that this process is to; else false.</summary>
    public static bool TryRun(string[] arguments, [NotNullWhen(true)] out int? exitCode)
    {
        exitCode = arguments is [Name, .. var rest] ? CompilerHost.Run(rest) : null;
        return exitCode is not null;
    }
}
