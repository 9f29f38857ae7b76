using System.Buffers.Binary;
using System.Text.Unicode;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>The life of one instance by the core ABI, in the order that the ABI gives.</summary>
internal static class CoreRun
{
    private const int ResultBytes = 16;

    public static GuestOutcome Run(
        in Sandbox sandbox, in NativeInstance instance, RunState run, ProgramShape shape, FaultReader faults)
    {
        if (Start(sandbox, instance, run, shape, faults) is { } broken)
        {
            return broken;
        }
        uint length = (uint)run.Input.Length;
        if (Allocate(sandbox, instance, length, faults, out uint input) is { } noInput)
        {
            return noInput;
        }
        if (!run.TryGetMemory(input, length, out Span<byte> target))
        {
            return new GuestOutcome.BadResult(
                $"malloc({length}) returned {input}, and that many bytes from there do not lie within the memory.");
        }
        run.Input.Span.CopyTo(target);
        if (Allocate(sandbox, instance, ResultBytes, faults, out uint result) is { } noResult)
        {
            return noResult;
        }
        Span<RawValue> values = stackalloc RawValue[3];
        values[0].Int64 = result;
        values[1].Int64 = input;
        values[2].Int64 = length;
        using NativeFault fault = sandbox.Call(instance, shape.MainFunctionUtf8, values);
        return fault.IsSome ? faults.Read(fault) : ReadResult(run, result);
    }

    private static GuestOutcome? Start(
        in Sandbox sandbox, in NativeInstance instance, RunState run, ProgramShape shape, FaultReader faults)
    {
        if (shape.StartFunctionUtf8 is { } start)
        {
            using NativeFault fault = sandbox.Call(instance, start, []);
            if (fault.IsSome)
            {
                // A TinyGo program's _start ends by proc_exit(0), and its exports live on.
                if (run is not { Stop: StopReason.Exited, ExitCode: 0 })
                {
                    return faults.Read(fault);
                }
                run.ForgetExit();
            }
        }
        if (shape.HasInit)
        {
            using NativeFault fault = sandbox.Call(instance, "init"u8, []);
            if (fault.IsSome)
            {
                return faults.Read(fault);
            }
        }
        if (shape.HasVersion)
        {
            // The version says how free is called; the instance is thrown away, so nothing is freed. It is asked for
            // because a program may count on its calls coming in the ABI's order.
            Span<RawValue> version = stackalloc RawValue[1];
            using NativeFault fault = sandbox.Call(instance, "ver"u8, version);
            if (fault.IsSome)
            {
                return faults.Read(fault);
            }
        }
        return null;
    }

    private static GuestOutcome? Allocate(
        in Sandbox sandbox, in NativeInstance instance, uint size, FaultReader faults, out uint pointer)
    {
        Span<RawValue> values = stackalloc RawValue[1];
        values[0].Int64 = size;
        using NativeFault fault = sandbox.Call(instance, "malloc"u8, values);
        pointer = fault.IsSome ? 0 : (uint)values[0].Int32;
        if (fault.IsSome)
        {
            return faults.Read(fault);
        }
        return pointer == 0 && size > 0 ? faults.AllocationFailed(size) : null;
    }

    private static GuestOutcome ReadResult(RunState run, uint result)
    {
        if (!run.TryGetMemory(result, ResultBytes, out Span<byte> pair))
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
        if (!run.TryGetMemory(pointer, length, out Span<byte> text))
        {
            return new GuestOutcome.BadResult(
                $"The result's pointer {pointer} and length {length} lie outside the memory of " +
                $"{run.Memory.Bytes} bytes.");
        }
        if (text.Length > run.Limits.OutputBytes)
        {
            return new GuestOutcome.OutputTooLarge(run.Limits.OutputBytes);
        }
        return Utf8.IsValid(text)
            ? new GuestOutcome.Returned(code, text.ToArray())
            : new GuestOutcome.BadResult($"The result ({length} bytes) is not valid UTF-8.");
    }
}
