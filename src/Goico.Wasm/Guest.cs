using Goico.Wasm.Compilation;
using Goico.Wasm.Debugging;
using Goico.Wasm.Running;

namespace Goico.Wasm;

/// <summary>
/// One compiled program. Thread-safe: any number of runs at once, each in an instance of its own. Disposing it lets
/// the runs under way end; its code is freed with the last of them.
/// </summary>
public sealed class Guest : IDisposable
{
    private readonly WasmEngine _engine;
    private readonly NativeEngine _native;
    private readonly IGuestProgram _program;
    private readonly LineTable? _lines;
    private readonly UseCount _uses = new();

    internal Guest(
        WasmEngine engine, NativeEngine native, IGuestProgram program, LineTable? lines, GuestModuleInfo info)
    {
        _engine = engine;
        _native = native;
        _program = program;
        _lines = lines;
        Info = info;
    }

    /// <summary>What is known of the program.</summary>
    public GuestModuleInfo Info { get; }

    /// <summary>
    /// Runs the program once, on the caller's thread, in a fresh instance of which nothing survives. Waits first
    /// where <see cref="WasmEngineOptions.MaxConcurrentInstances"/> are running. The thread needs
    /// <see cref="WasmEngineOptions.MaxStackBytes"/> of free stack and some 100 KiB more, and should live long: of each
    /// thread that ran a guest and ended, a mapping of a few KiB stays behind.
    /// </summary>
    /// <param name="call">The input and the bounds.</param>
    /// <returns>How it ended. Whatever the guest does is an outcome, never an exception.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    /// <exception cref="ArgumentException">Fuel is limited, and the guest was not loaded as metered.</exception>
    /// <exception cref="ObjectDisposedException">The guest or its engine is disposed.</exception>
    public GuestOutcome Run(in GuestCall call)
    {
        call.Limits.Validate();
        if (call.Limits.Fuel is not null && !_native.Metered)
        {
            throw new ArgumentException("The guest was not loaded as metered, so its fuel can't be limited.");
        }
        bool usable = _uses.TryBegin(out int use);
        try
        {
            ObjectDisposedException.ThrowIf(!usable || _engine.IsDisposed, this);
            if (call.Cancellation.IsCancellationRequested
                || !_engine.Runs.TryBorrow(call.Cancellation, out RunState? run))
            {
                return new GuestOutcome.Cancelled();
            }
            try
            {
                return Run(call, run);
            }
            finally
            {
                _engine.Runs.Return(run);
            }
        }
        finally
        {
            if (_uses.End(use))
            {
                _program.Dispose();
            }
        }
    }

    /// <summary>Gives the program up; runs under way end as they would.</summary>
    public void Dispose()
    {
        if (_uses.GiveUp())
        {
            _program.Dispose();
        }
    }

    private GuestOutcome Run(in GuestCall call, RunState run)
    {
        long memoryLimit = Math.Min(call.Limits.MemoryBytes, _engine.Options.MaxMemoryBytes);
        run.Begin(call, _program.Abi, memoryLimit, _engine.Stopping);
        long? fuelUsed = null;
        GuestOutcome outcome;
        using (var sandbox = new Sandbox(_native.Handle.Pointer, run, _engine.LeavesMemoryLimit, _native.Metered))
        {
            outcome = _program.Run(sandbox, run);
            if (call.Limits.Fuel is { } fuel)
            {
                fuelUsed = fuel - sandbox.RemainingFuel();
            }
        }
        if (outcome is GuestOutcome.Trapped trapped)
        {
            outcome = trapped with { Backtrace = BackTrace.Explain(trapped.Backtrace, _lines) };
        }
        run.Stream.Flush();
        outcome.Logs = run.Log.ToLines();
        outcome.LogsTruncated = run.Log.Truncated;
        outcome.PeakMemoryBytes = run.Memory.Bytes;
        outcome.HostCalls = run.HostCalls;
        outcome.FuelUsed = fuelUsed;
        outcome.Duration = run.Clock.Elapsed;
        return outcome;
    }
}
