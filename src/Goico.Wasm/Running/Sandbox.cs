using Wasmtime;

namespace Goico.Wasm.Running;

/// <summary>
/// One instance in one store, for one run. Every call returns null, or the exception that describes how the guest
/// broke off; nothing that a guest does is thrown. Functions are taken as Func and Action: the wrapper's result
/// types, which would spare a trap its exception, cost every call ten times as much (8 µs against 0.8 µs).
/// </summary>
internal sealed class Sandbox : IDisposable
{
    // The first look at a running guest comes this many ticks after its start, each further one a tick later.
    private const ulong FirstLookTicks = 2;

    private static readonly Store.EpochDeadlineCallback LookAtGuest = static store =>
    {
        ((RunState)store.GetData()!).CheckStillWanted();
        return 1;
    };

    private readonly Store _store;
    private readonly RunState _state;
    private Instance? _instance;
    private Memory? _memory;

    public Sandbox(Engine engine, RunState state, long memoryBytes)
    {
        _state = state;
        _store = new Store(engine, state);
        _store.SetLimits(memoryBytes, (uint)state.Limits.TableElements, null, null, null);
        _store.SetEpochDeadline(FirstLookTicks);
        _store.SetEpochDeadlineCallback(LookAtGuest);
    }

    /// <summary>The size of the guest's memory, which never shrinks; 0 before there is an instance.</summary>
    public long MemoryBytes => (_memory ?? _state.Memory)?.GetLength() ?? 0;

    /// <summary>Makes the instance, which runs the module's start function if it has one.</summary>
    public WasmtimeException? Instantiate(Linker linker, Module module)
    {
        try
        {
            _instance = linker.Instantiate(_store, module);
            _memory = _state.Memory = _instance.GetMemory("memory");
            return null;
        }
        catch (WasmtimeException exception)
        {
            return exception;
        }
    }

    public WasmtimeException? Call(string function)
    {
        try
        {
            _instance!.GetAction(function)!();
            return null;
        }
        catch (WasmtimeException exception)
        {
            return exception;
        }
    }

    public WasmtimeException? Call(string function, out uint value)
    {
        value = 0;
        try
        {
            value = (uint)_instance!.GetFunction<int>(function)!();
            return null;
        }
        catch (WasmtimeException exception)
        {
            return exception;
        }
    }

    public static WasmtimeException? Call(Func<int, int> function, uint argument, out uint value)
    {
        value = 0;
        try
        {
            value = (uint)function((int)argument);
            return null;
        }
        catch (WasmtimeException exception)
        {
            return exception;
        }
    }

    public WasmtimeException? Call(string function, uint first, uint second, uint third)
    {
        try
        {
            _instance!.GetAction<int, int, int>(function)!((int)first, (int)second, (int)third);
            return null;
        }
        catch (WasmtimeException exception)
        {
            return exception;
        }
    }

    /// <summary>A function that takes a number and returns one, to call more than once.</summary>
    public Func<int, int> Function(string name) => _instance!.GetFunction<int, int>(name)!;

    /// <summary>
    /// A stretch of the guest's memory; false where it does not lie within it. Valid until the next call.
    /// </summary>
    public bool TryGetMemory(uint pointer, uint length, out Span<byte> bytes)
    {
        bytes = default;
        if (_memory is null || pointer + (ulong)length > (ulong)_memory.GetLength() || length > int.MaxValue)
        {
            return false;
        }
        bytes = _memory.GetSpan(pointer, (int)length);
        return true;
    }

    public void Dispose() => _store.Dispose();
}
