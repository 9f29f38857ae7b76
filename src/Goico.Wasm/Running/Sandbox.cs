using System.Runtime.InteropServices;
using Goico.Wasm.Memories;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>
/// One store for one run, and in it one instance. Nothing that a guest does is thrown: each call gives back a fault,
/// which is none where all went well.
/// </summary>
internal readonly unsafe ref struct Sandbox : IDisposable
{
    // The first look at a running guest comes this many ticks after its start, each further one a tick later.
    private const ulong FirstLookTicks = 2;

    private const long MaxTables = 8;
    private const long MaxInstances = 64;
    private const long MaxMemories = 8;

    private readonly nint _store;
    private readonly RunState _run;

    // A host may run another guest while one waits for its answer, on the same thread.
    private readonly RunMemory? _outer;

    public Sandbox(nint engine, RunState run, bool limitsMemory, bool metered)
    {
        _run = run;
        _store = NativeMethods.wasmtime_store_new(engine, run.Handle, 0);
        run.Context = NativeMethods.wasmtime_store_context(_store);
        _outer = RunMemory.Current;
        RunMemory.Current = run.Memory;
        NativeMethods.wasmtime_store_limiter(
            _store,
            limitsMemory ? run.Memory.LimitBytes : -1,
            run.Limits.TableElements,
            MaxInstances,
            MaxTables,
            MaxMemories);
        NativeMethods.wasmtime_context_set_epoch_deadline(run.Context, FirstLookTicks);
        NativeMethods.wasmtime_store_epoch_deadline_callback(_store, &LookAtGuest, 0, 0);
        if (metered)
        {
            NativeFault.ThrowIfSome(
                NativeMethods.wasmtime_context_set_fuel(run.Context, (ulong)(run.Limits.Fuel ?? long.MaxValue)));
        }
    }

    /// <summary>The store's context, for calls that are not here.</summary>
    public nint Context => _run.Context;

    /// <summary>Makes the instance, which runs the module's start function if it has one.</summary>
    public NativeFault Instantiate(InstancePreHandle module, out NativeInstance instance)
    {
        NativeInstance made;
        nint trap = 0;
        nint error = NativeMethods.wasmtime_instance_pre_instantiate(module.Pointer, Context, &made, &trap);
        instance = made;
        if ((error | trap) == 0 && Find(made, "memory"u8, out NativeExtern memory))
        {
            _run.SetMemory(memory.Memory);
        }
        return new NativeFault(error, trap);
    }

    /// <summary>Calls an exported function: the values hold its arguments, then its results.</summary>
    public NativeFault Call(in NativeInstance instance, ReadOnlySpan<byte> function, Span<RawValue> values)
    {
        if (!Find(instance, function, out NativeExtern found))
        {
            throw new InvalidOperationException("A function that the module was found to export is not there.");
        }
        NativeFunction callee = found.Function;
        nint trap = 0;
        fixed (RawValue* first = values)
        {
            nint error = NativeMethods.wasmtime_func_call_unchecked(
                Context, &callee, first, (nuint)values.Length, &trap);
            return new NativeFault(error, trap);
        }
    }

    /// <summary>What is left of the run's fuel.</summary>
    public long RemainingFuel()
    {
        ulong fuel;
        NativeFault.ThrowIfSome(NativeMethods.wasmtime_context_get_fuel(Context, &fuel));
        return (long)fuel;
    }

    public void Dispose()
    {
        NativeMethods.wasmtime_store_delete(_store);
        RunMemory.Current = _outer;
        _run.Context = 0;
    }

    private bool Find(NativeInstance instance, ReadOnlySpan<byte> name, out NativeExtern item)
    {
        NativeExtern found;
        bool exists;
        fixed (byte* text = name)
        {
            exists = NativeMethods.wasmtime_instance_export_get(
                Context, &instance, text, (nuint)name.Length, &found) != 0;
        }
        item = found;
        return exists;
    }

    [UnmanagedCallersOnly]
    private static nint LookAtGuest(nint context, nint data, ulong* ticksMore, byte* kind)
    {
        *ticksMore = 1;
        *kind = 0;
        if (RunState.Of(context).CheckStillWanted())
        {
            return 0;
        }
        fixed (byte* text = "the host ended the run\0"u8)
        {
            return NativeMethods.wasmtime_error_new(text);
        }
    }
}
