using System.Diagnostics;
using System.Globalization;
using Goico.Wasm.Compilation;
using Goico.Wasm.Memories;

namespace Goico.Wasm;

/// <summary>The other end of a <see cref="CompilerProcess"/>: compiles what it reads, until its input ends.</summary>
public static class CompilerHost
{
    /// <summary>Serves one engine over standard input and output.</summary>
    /// <param name="arguments">What the engine appended to the process's arguments.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="ArgumentException">The arguments are not an engine's.</exception>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var stack, var memory, var pool])
        {
            throw new ArgumentException("The compiler is started by an engine, with what it needs to know of it.");
        }
        var options = new WasmEngineOptions
        {
            MaxStackBytes = int.Parse(stack, CultureInfo.InvariantCulture),
            MaxMemoryBytes = long.Parse(memory, CultureInfo.InvariantCulture),
            UseEnginePool = bool.Parse(pool),
        };
        Yield();
        using LinearMemoryPool? memories = options.UseEnginePool
            ? null : new LinearMemoryPool(options.MaxMemoryBytes, options.KeepResidentBytes);
        using var plain = new NativeEngine(options, memories, metered: false);
        using var metered = new NativeEngine(options, memories, metered: true);
        using Stream input = Console.OpenStandardInput();
        using Stream output = Console.OpenStandardOutput();
        while (CompilerMessage.TryReadRequest(input, out bool isMetered, out byte[] wasm))
        {
            bool compiled = NativeCode.Of(wasm).TryCompile(
                isMetered ? metered : plain, wasm, out byte[] code, out string problem);
            CompilerMessage.WriteAnswer(output, compiled, code, problem);
        }
        return 0;
    }

    /// <summary>What a server appends for its compiler to know.</summary>
    internal static string[] Describe(WasmEngineOptions options) =>
    [
        options.MaxStackBytes.ToString(CultureInfo.InvariantCulture),
        options.MaxMemoryBytes.ToString(CultureInfo.InvariantCulture),
        (options.UseEnginePool || !LinearMemoryPool.IsSupported).ToString(),
    ];

    /// <summary>Lets the server go first: to the processors, and in being spared when memory runs out.</summary>
    private static void Yield()
    {
        try
        {
            using Process self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/oom_score_adj", "1000");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or System.ComponentModel.Win32Exception)
        {
            // It compiles just as well; only the courtesy is missing.
        }
    }
}
