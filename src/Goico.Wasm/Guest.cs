using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm;

/// <summary>
/// One compiled program. Thread-safe: any number of runs at once, each in an instance of its own. Disposing it lets
/// the runs under way end; its code is freed with the last of them.
/// </summary>
public sealed class Guest : IDisposable
{
    private readonly WasmEngine _engine;
    private readonly Module _module;
    private readonly ProgramShape _shape;

    // One for the owner and one for each run; the code is freed at 0.
    private int _references = 1;
    private int _disposed;

    internal Guest(WasmEngine engine, Module module, ProgramShape shape, GuestModuleInfo info)
    {
        _engine = engine;
        _module = module;
        _shape = shape;
        Info = info;
    }

    /// <summary>What is known of the program.</summary>
    public GuestModuleInfo Info { get; }

    /// <summary>
    /// Runs the program once, on the caller's thread, in a fresh instance of which nothing survives. Waits first
    /// where <see cref="WasmEngineOptions.MaxConcurrentInstances"/> are running. The thread needs
    /// <see cref="WasmEngineOptions.MaxStackBytes"/> of free stack and some 100 KiB more.
    /// </summary>
    /// <param name="call">The input and the bounds.</param>
    /// <returns>How it ended. Whatever the guest does is an outcome, never an exception.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The guest or its engine is disposed.</exception>
    public GuestOutcome Run(in GuestCall call)
    {
        call.Limits.Validate();
        AddReference();
        try
        {
            if (call.Cancellation.IsCancellationRequested || !_engine.TryEnter(call.Cancellation))
            {
                return new GuestOutcome.Cancelled();
            }
            try
            {
                return RunInSlot(call);
            }
            finally
            {
                _engine.Leave();
            }
        }
        finally
        {
            RemoveReference();
        }
    }

    /// <summary>Gives the program up; runs under way end as they would.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            RemoveReference();
        }
    }

    private GuestOutcome RunInSlot(in GuestCall call)
    {
        long memoryLimit = Math.Min(call.Limits.MemoryBytes, _engine.MaxMemoryBytes);
        // What the module itself declares bounds it just as well.
        long reach = Math.Min(memoryLimit, Info.MemoryMaximumBytes ?? long.MaxValue);
        var state = new RunState(call, _shape.Abi, _engine.Time, _engine.Stopping);
        var faults = new FaultReader(state, Info.MemoryMinimumBytes, reach);
        GuestOutcome outcome;
        long memoryBytes;
        using (var sandbox = new Sandbox(_engine.Native, state, memoryLimit))
        {
            outcome = RunInSandbox(sandbox, state, faults);
            memoryBytes = sandbox.MemoryBytes;
        }
        outcome.Logs = state.Log.ToLines();
        outcome.LogsTruncated = state.Log.Truncated;
        outcome.Duration = state.Clock.Elapsed;
        outcome.PeakMemoryBytes = memoryBytes;
        return outcome;
    }

    private GuestOutcome RunInSandbox(Sandbox sandbox, RunState state, FaultReader faults)
    {
        try
        {
            if (sandbox.Instantiate(_engine.Linker, _module) is { } broken)
            {
                return faults.Read(broken, sandbox.MemoryBytes);
            }
            return _shape.Abi == GuestAbi.Core
                ? CoreRun.Run(sandbox, state, _shape, faults)
                : CommandRun.Run(sandbox, state, faults);
        }
        finally
        {
            state.FlushStream();
        }
    }

    private void AddReference()
    {
        int seen = Volatile.Read(ref _references);
        while (true)
        {
            ObjectDisposedException.ThrowIf(seen == 0 || Volatile.Read(ref _disposed) != 0, this);
            int found = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (found == seen)
            {
                return;
            }
            seen = found;
        }
    }

    private void RemoveReference()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            _module.Dispose();
        }
    }
}
