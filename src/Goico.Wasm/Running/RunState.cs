using System.Runtime.InteropServices;
using System.Text;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Components;
using Goico.Wasm.Memories;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>
/// What the host functions share with the run that they serve. The store carries a handle to it, so that one linker
/// serves every run; only the run's thread touches it. It is lent to one run after another and starts each afresh.
/// </summary>
internal sealed unsafe class RunState
{
    // What a timer takes.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly HostDoor _door;
    private GCHandle _handle;
    private GuestCall _call;
    private CancellationToken _engineStopping;
    private MemoryReference _memory;
    private byte[][]? _environment;
    private int _inputRead;

    public RunState(TimeProvider time)
    {
        _handle = GCHandle.Alloc(this);
        _door = new HostDoor(this);
        Clock = new RunClock(time);
        Stream = new LogStream(Log, Clock);
    }

    public GuestAbi Abi { get; private set; }

    public RunClock Clock { get; }

    public RunChance Chance { get; } = new();

    public RunMemory Memory { get; } = new();

    public ReadOnlyMemory<byte> Input => _call.Input;

    public GuestLimits Limits { get; private set; } = GuestLimits.Default;

    public LogBuffer Log { get; } = new();

    /// <summary>Standard error, and in the core ABI standard output too, line by line.</summary>
    public LogStream Stream { get; }

    public OutputBuffer Output { get; } = new();

    /// <summary>The instants that a component waits for.</summary>
    public WasiPollables Pollables { get; } = new();

    /// <summary>The last answer that a guest of the core ABI may copy.</summary>
    public CoreAnswer Answer { get; } = new();

    public IGuestHost? Host => _call.Host;

    /// <summary>Requests to the host so far.</summary>
    public int HostCalls => _door.Count;

    /// <summary>What the store carries.</summary>
    public nint Handle => GCHandle.ToIntPtr(_handle);

    /// <summary>The store's context; 0 while there is no store.</summary>
    public nint Context { get; set; }

    public StopReason Stop { get; private set; }

    /// <summary>What the reason has to say; empty where the reason says it all.</summary>
    public string StopMessage { get; private set; } = "";

    public uint ExitCode { get; private set; }

    public static RunState Of(nint context) =>
        (RunState)GCHandle.FromIntPtr(NativeMethods.wasmtime_context_get_data(context)).Target!;

    public void Begin(in GuestCall call, GuestAbi abi, long memoryLimitBytes, CancellationToken engineStopping)
    {
        _call = call;
        _engineStopping = engineStopping;
        Abi = abi;
        Limits = call.Limits;
        Clock.Begin(call.Determinism?.Now);
        Chance.Begin(call.Determinism?.Seed);
        Memory.Begin(memoryLimitBytes);
        Log.Begin(Limits.LogBytes);
        Output.Begin(Limits.OutputBytes);
        _door.Begin();
    }

    /// <summary>Forgets all of the run, so that nothing of it can reach the next.</summary>
    public void Forget()
    {
        _call = default;
        _engineStopping = CancellationToken.None;
        _memory = default;
        _environment = null;
        _inputRead = 0;
        Context = 0;
        Stop = StopReason.None;
        StopMessage = "";
        ExitCode = 0;
        Log.Forget();
        Stream.Forget();
        Output.Forget();
        Answer.Forget();
        Pollables.Forget();
    }

    /// <summary>
    /// Ends the run: the host function that calls it returns to a guest that is unwound. The first reason stays.
    /// </summary>
    public void End(StopReason reason, string message = "")
    {
        if (Stop == StopReason.None)
        {
            Stop = reason;
            StopMessage = message;
        }
    }

    public void Exit(uint code)
    {
        if (Stop == StopReason.None)
        {
            ExitCode = code;
        }
        End(StopReason.Exited);
    }

    /// <summary>Forgets that the guest's start function ended by exit: by the core ABI the run goes on.</summary>
    public void ForgetExit() => Stop = StopReason.None;

    /// <summary>Standard input: copies what is left into the target; 0 at its end.</summary>
    public int Read(Span<byte> target)
    {
        ReadOnlySpan<byte> rest = Input.Span[_inputRead..];
        int count = Math.Min(rest.Length, target.Length);
        rest[..count].CopyTo(target);
        _inputRead += count;
        return count;
    }

    /// <summary>A value of the configuration; null where there is none of that name.</summary>
    public string? FindConfiguration(string name)
    {
        foreach ((string known, string value) in _call.Environment)
        {
            if (known == name)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>A secret; null where none of that name was given.</summary>
    public string? FindSecret(string name) => _call.Secrets.GetValueOrDefault(name);

    /// <summary>What a WASI program finds in its environment: <c>NAME=value</c>, each ended by a zero.</summary>
    public byte[][] WasiEnvironment() => _environment ??=
        [.. _call.Environment.Concat(_call.Secrets)
            .Select(pair => Encoding.UTF8.GetBytes($"{pair.Key}={pair.Value}\0"))];

    /// <summary>Asks the host; null where the run has ended over it, and the guest is to be unwound.</summary>
    public GuestAnswer? Ask(GuestRequest request) =>
        _door.Ask(request, _call.Cancellation, _engineStopping);

    /// <summary>
    /// Ends the run if it is over time or no longer wanted; false then. Called on each tick and by long host calls.
    /// </summary>
    public bool CheckStillWanted()
    {
        if (_call.Cancellation.IsCancellationRequested || _engineStopping.IsCancellationRequested)
        {
            End(StopReason.Cancelled);
        }
        else if (Clock.Elapsed >= Limits.Time)
        {
            End(StopReason.TimedOut);
        }
        return Stop == StopReason.None;
    }

    /// <summary>
    /// Waits for an instant of the guest's clock, but no longer than the run may last; false where the run has ended
    /// over it. The thread that waits is the guest's own.
    /// </summary>
    public bool WaitUntil(long elapsedNanoseconds)
    {
        const long NanosecondsPerTick = 100;
        var due = TimeSpan.FromTicks(
            Math.Min(Math.Max(elapsedNanoseconds, 0) / NanosecondsPerTick + 1, Limits.Time.Ticks));
        // A timer may fire a little early.
        while (CheckStillWanted() && !Clock.TrySkipTo(elapsedNanoseconds) && Clock.Elapsed < due)
        {
            TimeSpan left = due - Clock.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                break;
            }
            using var waking = new CancellationTokenSource(left < LongestTimer ? left : LongestTimer, Clock.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(
                waking.Token, _call.Cancellation, _engineStopping);
            either.Token.WaitHandle.WaitOne();
        }
        // Asked once more: the limit may have passed between the last two looks at the clock, and then the wait was
        // cut short by it and is not over.
        return CheckStillWanted();
    }

    /// <summary>Tells where the instance keeps its memory.</summary>
    public void SetMemory(in MemoryReference memory) => _memory = memory;

    /// <summary>
    /// A stretch of the guest's memory; false where it does not lie within it. Valid until guest code runs again.
    /// </summary>
    public bool TryGetMemory(uint pointer, uint length, out Span<byte> bytes)
    {
        bytes = default;
        MemoryReference memory = _memory;
        if (memory.StoreId == 0 || length > int.MaxValue
            || pointer + (ulong)length > NativeMethods.wasmtime_memory_data_size(Context, &memory))
        {
            return false;
        }
        bytes = new Span<byte>(NativeMethods.wasmtime_memory_data(Context, &memory) + pointer, (int)length);
        return true;
    }

    /// <summary>
    /// Finds the memory of the instance that calls, where no one told it yet: while it is being made.
    /// </summary>
    public void FindMemory(nint caller)
    {
        if (_memory.StoreId != 0)
        {
            return;
        }
        NativeExtern item;
        fixed (byte* name = "memory"u8)
        {
            if (NativeMethods.wasmtime_caller_export_get(caller, name, 6, &item) != 0
                && item.Kind == NativeExtern.MemoryKind)
            {
                _memory = item.Memory;
            }
        }
    }

    /// <summary>Lets go of the handle: no run may use it any more. Its pool calls this.</summary>
    public void FreeHandle()
    {
        if (_handle.IsAllocated)
        {
            _handle.Free();
        }
    }
}
