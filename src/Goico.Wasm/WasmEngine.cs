using System.Security.Cryptography;
using Goico.Wasm.Compilation;
using Goico.Wasm.HostFunctions;
using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm;

/// <summary>
/// Compiles guest programs and lends them pooled instances; one a process. It owns the pool, the code cache and the
/// thread that stops guests which run too long. Thread-safe.
/// </summary>
public sealed class WasmEngine : IDisposable
{
    private const int TablesPerModule = 4;
    private const int MaxTableElements = 1 << 20;

    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stopping = new();
    private readonly EpochTicker _ticker;
    private readonly ModuleCompiler _compiler;
    private int _disposed;

    /// <summary>Starts an engine.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="time">The clock of time limits, log lines and guests; the system's unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="WasmCacheException">The cache folder can't be used.</exception>
    public WasmEngine(WasmEngineOptions options, TimeProvider? time = null)
    {
        options.Validate();
        Options = options;
        Time = time ?? TimeProvider.System;
        var cache = options.CacheFolder is { } folder ? new CompiledCodeCache(folder, options, Time) : null;
        Native = MakeEngine(options);
        Linker = HostFunctionTable.Link(Native);
        string settings = $"stack {options.MaxStackBytes}; memory {options.MaxMemoryBytes}";
        _compiler = new ModuleCompiler(Native, cache, settings);
        _slots = new SemaphoreSlim(options.MaxConcurrentInstances, options.MaxConcurrentInstances);
        _ticker = new EpochTicker(Native, options.EpochTick);
    }

    internal TimeProvider Time { get; }

    internal Engine Native { get; }

    internal Linker Linker { get; }

    internal long MaxMemoryBytes => Options.MaxMemoryBytes;

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>How it is set up.</summary>
    public WasmEngineOptions Options { get; }

    /// <summary>
    /// Says whether bytes are WebAssembly that compiles, and which ABI they fit. Keeps the compiled code.
    /// </summary>
    /// <param name="wasm">The module.</param>
    /// <param name="mainFunction">The core ABI's main function; null or empty for <c>event</c>.</param>
    /// <param name="abi">The ABI it must fit, or any.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public ModuleInspection Inspect(ReadOnlySpan<byte> wasm, string? mainFunction = null, GuestAbi abi = GuestAbi.Auto)
    {
        switch (Load(wasm, mainFunction, abi))
        {
            case GuestCompilation.Loaded loaded:
                loaded.Guest.Dispose();
                return new ModuleInspection.Fits(loaded.Guest.Info);
            case GuestCompilation.NotWasm not:
                return new ModuleInspection.NotWasm(not.Message);
            case GuestCompilation.DoesNotCompile broken:
                return new ModuleInspection.DoesNotCompile(broken.Message);
            case GuestCompilation.FitsNoAbi misfit:
                return new ModuleInspection.FitsNoAbi(misfit.Message);
            default:
                throw new InvalidOperationException("A compilation has a case that inspection does not know.");
        }
    }

    /// <summary>
    /// Compiles a guest program, or loads its code from the cache. Takes up to seconds: keep what it gives.
    /// </summary>
    /// <param name="wasm">The module.</param>
    /// <param name="mainFunction">The core ABI's main function; null or empty for <c>event</c>.</param>
    /// <param name="abi">The ABI it must fit, or any.</param>
    /// <returns>The guest, which the caller disposes, or why there is none.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public GuestCompilation Load(ReadOnlySpan<byte> wasm, string? mainFunction = null, GuestAbi abi = GuestAbi.Auto)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (wasm.Length > Options.MaxModuleBytes)
        {
            return new GuestCompilation.DoesNotCompile(
                $"The module has {wasm.Length} bytes; at most {Options.MaxModuleBytes} are allowed.");
        }
        (bool isWasm, string? problem) = WasmBytes.Look(wasm);
        if (problem is not null)
        {
            return isWasm ? new GuestCompilation.FitsNoAbi(problem) : new GuestCompilation.NotWasm(problem);
        }
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(wasm));
        Module module;
        try
        {
            module = _compiler.Compile(wasm, sha256);
        }
        catch (WasmtimeException exception)
        {
            return new GuestCompilation.DoesNotCompile($"The module does not compile: {exception.Message}");
        }
        return Fit(module, wasm.Length, sha256, mainFunction, abi);
    }

    /// <summary>Cancels the running guests, waits for them to end, and frees the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        _stopping.Cancel();
        // Whoever holds every slot is alone.
        for (int i = 0; i < Options.MaxConcurrentInstances; i++)
        {
            _slots.Wait();
        }
        _ticker.Dispose();
        Linker.Dispose();
        Native.Dispose();
        _slots.Dispose();
        _stopping.Dispose();
    }

    /// <summary>
    /// Takes a slot of the pool, waiting for one if all are taken; false where the wait was cancelled.
    /// </summary>
    internal bool TryEnter(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (_slots.Wait(0, CancellationToken.None))
        {
            return true;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Stopping);
        try
        {
            _slots.Wait(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    internal void Leave() => _slots.Release();

    private GuestCompilation Fit(Module module, int sizeBytes, string sha256, string? mainFunction, GuestAbi abi)
    {
        var warnings = new List<string>();
        var matcher = new AbiMatcher(module);
        ProgramShape? shape = matcher.Match(abi, mainFunction, warnings, out string misfit);
        if (shape is null)
        {
            IReadOnlyList<string> candidates = matcher.MainCandidates;
            module.Dispose();
            return new GuestCompilation.FitsNoAbi(misfit) { MainCandidates = candidates };
        }
        MemoryExport memory = module.Exports.OfType<MemoryExport>().First(export => export.Name == "memory");
        var info = new GuestModuleInfo
        {
            Abi = shape.Abi,
            MainFunction = shape.MainFunction,
            Warnings = warnings,
            Imports = [.. module.Imports.Select(import => $"{import.ModuleName}.{import.Name}")],
            Exports = [.. module.Exports.Select(export => export.Name)],
            MemoryMinimumBytes = memory.Minimum * Memory.PageSize,
            MemoryMaximumBytes = memory.Maximum * Memory.PageSize,
            SizeBytes = sizeBytes,
            Sha256 = sha256,
        };
#pragma warning disable CA2000 // The guest is the caller's to dispose.
        return new GuestCompilation.Loaded(new Guest(this, module, shape, info));
#pragma warning restore CA2000
    }

    private static Engine MakeEngine(WasmEngineOptions options)
    {
        uint instances = (uint)options.MaxConcurrentInstances;
        using var pool = new PoolingAllocationConfig();
        pool.WithMaxCoreInstances(instances)
            .WithMaxMemories(instances)
            .WithMaxTables(instances * TablesPerModule)
            .WithMaxTablesPerModule(TablesPerModule)
            .WithMaxTableElements(MaxTableElements)
            .WithMaxMemorySize((nuint)options.MaxMemoryBytes)
            .WithLinearMemoryKeepResidentBytes((nuint)options.KeepResidentBytes)
            .WithTableKeepResidentBytes((nuint)options.KeepResidentBytes);
        using var config = new Config();
        // One 32-bit memory, one thread, no collected heap, which no memory limit would count: what the ABIs know.
        config.WithPoolingAllocationStrategy(pool)
            .WithEpochInterruption(true)
            .WithWasmThreads(false)
            .WithMemory64(false)
            .WithMultiMemory(false)
            .WithExceptions(false)
            .WithGc(false)
            .WithFunctionReferences(false)
            .WithMaximumStackSize(options.MaxStackBytes)
            .WithOptimizationLevel(OptimizationLevel.Speed);
        return new Engine(config);
    }
}
