using System.Security.Cryptography;
using Goico.Wasm.Compilation;
using Goico.Wasm.Components;
using Goico.Wasm.Debugging;
using Goico.Wasm.Memories;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm;

/// <summary>
/// Compiles guest programs and lends them pooled instances; one a process. It owns the pool, the code cache and the
/// thread that stops guests which run too long. Thread-safe.
/// </summary>
public sealed class WasmEngine : IDisposable
{
    // Of 64 KiB, by the WebAssembly standard.
    private const int PageBytes = 64 << 10;

    private readonly CancellationTokenSource _stopping = new();
    private readonly RunPool _runs;
    private readonly LinearMemoryPool? _memories;
    private readonly CompiledCodeCache? _cache;
    private readonly CompilerPool? _compilers;
    private readonly Toolchain _plain;
    private readonly Lazy<Toolchain> _metered;
    private readonly EpochTicker _ticker;
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
        _cache = options.CacheFolder is { } folder ? new CompiledCodeCache(folder, options, Time) : null;
        _memories = LinearMemoryPool.IsSupported && !options.UseEnginePool
            ? new LinearMemoryPool(options.MaxMemoryBytes, options.KeepResidentBytes, options.ScanPages) : null;
        _compilers = options.Compiler is null ? null : new CompilerPool(options, Time);
        _plain = MakeToolchain(metered: false);
        _metered = new Lazy<Toolchain>(() => MakeToolchain(metered: true));
        _runs = new RunPool(Time, options.MaxConcurrentInstances);
        _ticker = new EpochTicker(Tick, options.EpochTick);
    }

    internal TimeProvider Time { get; }

    internal RunPool Runs => _runs;

    internal LinearMemoryPool? Memories => _memories;

    internal bool IsDisposed => _disposed != 0;

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Whether a run's memory limit is left to the engine, because its memories are not ours.</summary>
    internal bool LeavesMemoryLimit => _memories is null;

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
    public ModuleInspection Inspect(
        ReadOnlySpan<byte> wasm, string? mainFunction = null, GuestAbi abi = GuestAbi.Auto)
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
            case GuestCompilation.CompilerFailed failed:
                return new ModuleInspection.DoesNotCompile(failed.Message);
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
    /// <param name="metered">
    /// Whether its runs count fuel, as <see cref="GuestLimits.Fuel"/> needs; it makes them slower.
    /// </param>
    /// <returns>The guest, which the caller disposes, or why there is none.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public GuestCompilation Load(
        ReadOnlySpan<byte> wasm, string? mainFunction = null, GuestAbi abi = GuestAbi.Auto, bool metered = false)
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
        Toolchain toolchain = metered ? _metered.Value : _plain;
        bool isHeld = false;
        try
        {
            // Whoever disposes the engine meanwhile does not wait; its native part lives until this is done.
            toolchain.Engine.Handle.DangerousAddRef(ref isHeld);
            return Compile(toolchain, wasm, sha256, mainFunction, abi);
        }
        finally
        {
            if (isHeld)
            {
                toolchain.Engine.Handle.DangerousRelease();
            }
        }
    }

    /// <summary>Cancels the running guests, waits for them to end, and frees the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        _stopping.Cancel();
        _runs.Close();
        _ticker.Dispose();
        _plain.Engine.Dispose();
        if (_metered.IsValueCreated)
        {
            _metered.Value.Engine.Dispose();
        }
        _memories?.Dispose();
        _compilers?.Dispose();
        _runs.Dispose();
        _stopping.Dispose();
    }

    private Toolchain MakeToolchain(bool metered)
    {
#pragma warning disable CA2000 // It is disposed with this engine.
        var engine = new NativeEngine(Options, _memories, metered);
#pragma warning restore CA2000
        return new Toolchain(engine, new ModuleCompiler(engine, _cache, _compilers));
    }

    private void Tick()
    {
        NativeMethods.wasmtime_engine_increment_epoch(_plain.Engine.Handle);
        if (_metered.IsValueCreated)
        {
            NativeMethods.wasmtime_engine_increment_epoch(_metered.Value.Engine.Handle);
        }
    }

    private GuestCompilation Compile(
        Toolchain toolchain, ReadOnlySpan<byte> wasm, string sha256, string? mainFunction, GuestAbi abi)
    {
#pragma warning disable CA2000 // The module is the guest's, and is disposed with it.
        CompileProblem problem;
        if (WasmBytes.IsComponent(wasm))
        {
            return toolchain.Compiler.TryCompile(wasm, sha256, out ComponentHandle? component, out problem)
                ? Fit(toolchain.Engine, component, wasm, sha256, abi)
                : Refuse("component", problem);
        }
        return toolchain.Compiler.TryCompile(wasm, sha256, out CompiledModule? module, out problem)
            ? Fit(toolchain.Engine, module, wasm, sha256, mainFunction, abi)
            : Refuse("module", problem);
#pragma warning restore CA2000
    }

    private static GuestCompilation Refuse(string what, CompileProblem problem) => problem.MayPass
        ? new GuestCompilation.CompilerFailed($"The {what} could not be compiled: {problem.Message}.")
        : new GuestCompilation.DoesNotCompile($"The {what} does not compile: {problem.Message}");

    private GuestCompilation Fit(
        NativeEngine engine,
        CompiledModule module,
        ReadOnlySpan<byte> wasm,
        string sha256,
        string? mainFunction,
        GuestAbi abi)
    {
        List<ModuleImport> imports = ModuleTypes.Imports(module);
        List<ModuleExport> exports = ModuleTypes.Exports(module);
        var warnings = new List<string>();
        var matcher = new AbiMatcher(imports, exports);
        ProgramShape? shape = matcher.Match(abi, mainFunction, warnings, out string misfit);
        if (shape is null)
        {
            module.Dispose();
            return new GuestCompilation.FitsNoAbi(misfit) { MainCandidates = matcher.MainCandidates };
        }
        LineTable? lines = ReadLines(wasm, warnings);
        MemoryShape memory = exports.First(export => export.Name == "memory").Memory!;
        var info = new GuestModuleInfo
        {
            Abi = shape.Abi,
            MainFunction = shape.MainFunction,
            Warnings = warnings,
            Imports = [.. imports.Select(import => $"{import.Module}.{import.Name}")],
            Exports = [.. exports.Select(export => export.Name)],
            MemoryMinimumBytes = (long)memory.MinimumPages * PageBytes,
            MemoryMaximumBytes = (long?)memory.MaximumPages * PageBytes,
            SizeBytes = wasm.Length,
            CodeBytes = module.CodeBytes,
            Sha256 = sha256,
        };
#pragma warning disable CA2000 // The guest is the caller's to dispose.
        var program = new ModuleProgram(engine, module, shape);
        return new GuestCompilation.Loaded(new Guest(this, engine, program, lines, info));
#pragma warning restore CA2000
    }

    private GuestCompilation Fit(
        NativeEngine engine, ComponentHandle component, ReadOnlySpan<byte> wasm, string sha256, GuestAbi abi)
    {
        (List<ComponentItem> imports, List<ComponentItem> exports) =
            ComponentTypes.Read(engine.Handle.Pointer, component);
        ComponentShape? shape = ComponentMatcher.Match(imports, exports, out IReadOnlyList<string> lacks);
        if (shape is null || abi is not (GuestAbi.Auto or GuestAbi.Component))
        {
            component.Dispose();
            return new GuestCompilation.FitsNoAbi(shape is null
                ? $"The component does not fit: {string.Join("; ", lacks)}."
                : $"The file is a component, and it is asked to be of the {abi} ABI.");
        }
        var warnings = new List<string>();
        LineTable? lines = ReadLines(wasm, warnings);
        (long minimumPages, long? maximumPages) = ComponentMemories.Read(wasm);
        var info = new GuestModuleInfo
        {
            Abi = GuestAbi.Component,
            MainFunction = ComponentShape.Handler,
            Warnings = warnings,
            Imports = [.. imports.SelectMany(import => import.Items
                .Where(item => item.Kind == ComponentItemKind.Function)
                .Select(item => $"{import.Name}.{item.Name}"))],
            Exports = [.. exports.Select(export => export.Name)],
            MemoryMinimumBytes = minimumPages * PageBytes,
            MemoryMaximumBytes = maximumPages * PageBytes,
            SizeBytes = wasm.Length,
            CodeBytes = component.CodeBytes,
            Sha256 = sha256,
        };
#pragma warning disable CA2000 // The guest is the caller's to dispose.
        var program = new ComponentProgram(engine.Handle.Pointer, component, shape);
        return new GuestCompilation.Loaded(new Guest(this, engine, program, lines, info));
#pragma warning restore CA2000
    }

    private static LineTable? ReadLines(ReadOnlySpan<byte> wasm, List<string> warnings)
    {
        LineTable? lines = LinePrograms.Read(wasm, out bool isOver);
        if (isOver)
        {
            warnings.Add("its DWARF tells of more source lines than are kept, so back-traces name none");
        }
        return lines;
    }

    private sealed record Toolchain(NativeEngine Engine, ModuleCompiler Compiler);
}
