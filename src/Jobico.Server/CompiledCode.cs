using Goico.Wasm;
using Microsoft.Extensions.Logging;

namespace Jobico.Server;

/// <summary>The sandbox engine, with its compiled code kept in the data folder.</summary>
internal static partial class CompiledCode
{
    public static WasmEngine OpenEngine(
        ServerOptions options, CompilerProcess? compiler, TimeProvider time, ILogger<WasmEngine> logger) => new(
        new WasmEngineOptions
        {
            CacheFolder = Path.Combine(options.Data, "wasm"),
            CacheFault = fault => CacheFailed(logger, fault),
            // Each worker runs one at a time, and checking an upload takes none.
            MaxConcurrentInstances = options.MaxWorkers,
            MaxModuleBytes = options.MaxModuleBytes,
            Compiler = compiler,
            CompileTime = options.CompileTime,
        },
        time);

    [LoggerMessage(1, LogLevel.Warning,
        "Compiled code can't be kept in the data folder; programs run all the same, and are compiled again next time.")]
    private static partial void CacheFailed(ILogger logger, Exception fault);
}
