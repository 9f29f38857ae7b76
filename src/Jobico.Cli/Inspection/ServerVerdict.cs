using System.Collections.Immutable;
using System.Diagnostics;
using Goico.Wasm;
using Jobico.Repository;

namespace Jobico.Cli.Inspection;

/// <summary>What a server would say of a module when it is uploaded, found out by what the server asks.</summary>
internal sealed record ServerVerdict
{
    private static readonly ImmutableArray<GuestAbi> Abis = [GuestAbi.Core, GuestAbi.Command, GuestAbi.Component];

    /// <summary>What the upload would be answered.</summary>
    public required FileCheckResult Upload { get; init; }

    /// <summary>What is known of the program by the ABI that is found for it; null where none fits as it is.</summary>
    public GuestModuleInfo? Info { get; init; }

    /// <summary>Each ABI with what the module lacks for it; null for nothing.</summary>
    public ImmutableArray<(GuestAbi Abi, string? Lacks)> ByAbi { get; init; } = [];

    /// <summary>How long it took to compile; null where it does not compile.</summary>
    public TimeSpan? CompileTime { get; init; }

    /// <summary>Whether the server would take it.</summary>
    public bool IsTaken => Upload is FileCheckResult.Fit;

    /// <summary>Asks.</summary>
    /// <param name="wasm">The module.</param>
    /// <param name="mainFunction">The core ABI's main function; null for its own.</param>
    /// <param name="time">The clock.</param>
    public static ServerVerdict Of(ReadOnlySpan<byte> wasm, string? mainFunction, TimeProvider time)
    {
        // What is compiled for the first question is there for the others, and gone with them.
        DirectoryInfo cache = Directory.CreateTempSubdirectory("jobico-inspect-");
        try
        {
            using var engine = new WasmEngine(
                new WasmEngineOptions { MaxConcurrentInstances = 1, CacheFolder = cache.FullName }, time);
            long began = time.GetTimestamp();
            ModuleInspection first = engine.Inspect(wasm, mainFunction);
            TimeSpan compileTime = time.GetElapsedTime(began);
            bool compiles = first is ModuleInspection.Fits or ModuleInspection.FitsNoAbi;
            return new ServerVerdict
            {
                Upload = new FileCheck(engine).CheckModule(wasm),
                Info = (first as ModuleInspection.Fits)?.Info,
                ByAbi = compiles ? ByEachAbi(engine, wasm, mainFunction) : [],
                CompileTime = compiles ? compileTime : null,
            };
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    private static ImmutableArray<(GuestAbi, string?)> ByEachAbi(
        WasmEngine engine, ReadOnlySpan<byte> wasm, string? mainFunction)
    {
        bool isComponent = Outlines.Read(wasm) is { IsComponent: true };
        var verdicts = ImmutableArray.CreateBuilder<(GuestAbi, string?)>(Abis.Length);
        foreach (GuestAbi abi in Abis)
        {
            if ((abi == GuestAbi.Component) != isComponent)
            {
                verdicts.Add((abi, isComponent ? "it is a component" : "it is no component"));
                continue;
            }
            verdicts.Add((abi, engine.Inspect(wasm, mainFunction, abi) switch
            {
                ModuleInspection.Fits => null,
                ModuleInspection.NotWasm(var message) => message,
                ModuleInspection.DoesNotCompile(var message) => message,
                ModuleInspection.FitsNoAbi(var message) => message,
                _ => throw new UnreachableException("An inspection has an unknown result."),
            }));
        }
        return verdicts.ToImmutable();
    }
}
