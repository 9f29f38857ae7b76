using System.Buffers.Binary;
using System.Text.Unicode;
using Wasmtime;

namespace Goico.Wasm.Running;

/// <summary>The life of one instance by the core ABI, in the order that the ABI gives.</summary>
internal static class CoreRun
{
    private const int ResultBytes = 16;

    public static GuestOutcome Run(Sandbox sandbox, RunState state, ProgramShape shape, FaultReader faults)
    {
        if (Start(sandbox, state, shape) is { } broken)
        {
            return faults.Read(broken, sandbox.MemoryBytes);
        }
        uint length = (uint)state.Input.Length;
        Func<int, int> malloc = sandbox.Function("malloc");
        if (Allocate(sandbox, malloc, length, faults, out uint input) is { } noInput)
        {
            return noInput;
        }
        if (!sandbox.TryGetMemory(input, length, out Span<byte> target))
        {
            return new GuestOutcome.BadResult(
                $"malloc({length}) returned {input}, and that many bytes from there do not lie within the memory.");
        }
        state.Input.Span.CopyTo(target);
        if (Allocate(sandbox, malloc, ResultBytes, faults, out uint result) is { } noResult)
        {
            return noResult;
        }
        if (sandbox.Call(shape.MainFunction, result, input, length) is { } trap)
        {
            return faults.Read(trap, sandbox.MemoryBytes);
        }
        return ReadResult(sandbox, state, result);
    }

    private static WasmtimeException? Start(Sandbox sandbox, RunState state, ProgramShape shape)
    {
        if (shape.StartFunction is { } start && sandbox.Call(start) is { } broken)
        {
            // A TinyGo program's _start ends by proc_exit(0), and its exports live on.
            if (state is not { Stop: StopReason.Exited, ExitCode: 0 })
            {
                return broken;
            }
            state.ForgetExit();
        }
        if (shape.HasInit && sandbox.Call("init") is { } failedInit)
        {
            return failedInit;
        }
        // The version says how free is called; the instance is thrown away, so nothing is freed. It is asked for
        // because a program may count on its calls coming in the ABI's order.
        return shape.HasVersion ? sandbox.Call("ver", out _) : null;
    }

    private static GuestOutcome? Allocate(
        Sandbox sandbox, Func<int, int> malloc, uint size, FaultReader faults, out uint pointer)
    {
        if (Sandbox.Call(malloc, size, out pointer) is { } trap)
        {
            return faults.Read(trap, sandbox.MemoryBytes);
        }
        return pointer == 0 && size > 0 ? faults.AllocationFailed(size) : null;
    }

    private static GuestOutcome ReadResult(Sandbox sandbox, RunState state, uint result)
    {
        if (!sandbox.TryGetMemory(result, ResultBytes, out Span<byte> pair))
        {
            return new GuestOutcome.BadResult(
                $"malloc({ResultBytes}) returned {result}, which does not lie within the memory.");
        }
        ulong code = BinaryPrimitives.ReadUInt64LittleEndian(pair);
        ulong packed = BinaryPrimitives.ReadUInt64LittleEndian(pair[8..]);
        uint pointer = (uint)(packed >> 32);
        uint length = (uint)packed;
        if (pointer == 0 || length == 0)
        {
            return new GuestOutcome.Returned(code, ReadOnlyMemory<byte>.Empty);
        }
        if (!sandbox.TryGetMemory(pointer, length, out Span<byte> text))
        {
            return new GuestOutcome.BadResult(
                $"The result's pointer {pointer} and length {length} lie outside the memory of " +
                $"{sandbox.MemoryBytes} bytes.");
        }
        if (text.Length > state.Limits.OutputBytes)
        {
            return new GuestOutcome.OutputTooLarge(state.Limits.OutputBytes);
        }
        return Utf8.IsValid(text)
            ? new GuestOutcome.Returned(code, text.ToArray())
            : new GuestOutcome.BadResult($"The result ({length} bytes) is not valid UTF-8.");
    }
}
