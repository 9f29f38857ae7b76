using System.Globalization;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>Tells from how a guest broke off what stopped it.</summary>
internal readonly struct FaultReader(RunState run)
{
    public GuestOutcome Read(in NativeFault fault)
    {
        run.Stream.Flush();
        switch (run.Stop)
        {
            case StopReason.TimedOut:
                return new GuestOutcome.TimedOut(run.Limits.Time);
            case StopReason.Cancelled:
                return new GuestOutcome.Cancelled();
            case StopReason.OutputTooLarge:
                return new GuestOutcome.OutputTooLarge(run.Limits.OutputBytes);
            case StopReason.HostFault:
                return new GuestOutcome.HostFault(run.StopMessage);
            case StopReason.BadHostCall:
                return new GuestOutcome.Trapped(run.StopMessage, GuestTrapKind.BadHostCall, fault.Frames);
            case StopReason.TooManyHostCalls:
                return new GuestOutcome.Trapped(run.StopMessage, GuestTrapKind.TooManyHostCalls, fault.Frames);
            case StopReason.Exited:
                string exit = $"The program ended itself by proc_exit({run.ExitCode}).";
                return Broken(GuestTrapKind.Exit, exit, fault);
            case StopReason.Aborted:
                return Broken(GuestTrapKind.Abort, run.StopMessage, fault);
            default:
                return ReadTrap(fault);
        }
    }

    public GuestOutcome AllocationFailed(uint size) => new GuestOutcome.OutOfMemory(
        run.Memory.LimitBytes, $"The program's malloc({size}) returned 0: it has no memory left for it.");

    private GuestOutcome ReadTrap(in NativeFault fault)
    {
        if (fault.Code is NativeTrapCode.OutOfFuel)
        {
            return new GuestOutcome.OutOfFuel(run.Limits.Fuel ?? 0);
        }
        if (fault.Code is { } code)
        {
            (GuestTrapKind kind, string message) = Describe(code);
            return Broken(kind, message, fault);
        }
        string reason = fault.Message;
        if (reason.Contains("count too high", StringComparison.Ordinal))
        {
            return new GuestOutcome.Trapped(
                "The program wants more tables, memories or instances than it may have.", GuestTrapKind.Other, []);
        }
        // What the module wants from its first moment is refused before anything runs.
        if (run.Memory.RefusedBytes > 0 || reason.Contains("minimum size", StringComparison.Ordinal))
        {
            return new GuestOutcome.OutOfMemory(
                run.Memory.LimitBytes, "The program starts with more memory or larger tables than it may have.");
        }
        return new GuestOutcome.HostFault($"The host failed while the program ran: {reason}");
    }

    /// <summary>A guest that gave up after it was refused memory has died of that, whatever it says.</summary>
    private GuestOutcome Broken(GuestTrapKind kind, string message, in NativeFault fault)
    {
        bool gaveUp = kind is GuestTrapKind.Unreachable or GuestTrapKind.Abort or GuestTrapKind.Exit
            or GuestTrapKind.MemoryOutOfBounds;
        return gaveUp && run.Memory.RefusedBytes > 0
            ? new GuestOutcome.OutOfMemory(
                run.Memory.LimitBytes,
                $"{message} It had {run.Memory.Bytes} bytes of memory, and was refused {run.Memory.RefusedBytes}: "
                + $"{run.Memory.LimitBytes} are the most.")
            : new GuestOutcome.Trapped(message, kind, fault.Frames);
    }

    private static (GuestTrapKind Kind, string Message) Describe(NativeTrapCode code) => code switch
    {
        NativeTrapCode.Unreachable => (GuestTrapKind.Unreachable,
            "The program gave up (an unreachable instruction): a panic or a failed assertion."),
        NativeTrapCode.MemoryOutOfBounds or NativeTrapCode.HeapMisaligned => (GuestTrapKind.MemoryOutOfBounds,
            "The program reached outside its memory."),
        NativeTrapCode.TableOutOfBounds => (GuestTrapKind.TableOutOfBounds, "The program reached outside a table."),
        NativeTrapCode.IndirectCallToNull => (GuestTrapKind.BadIndirectCall,
            "The program called a null function pointer."),
        NativeTrapCode.BadSignature => (GuestTrapKind.BadIndirectCall,
            "The program called a function pointer of another type."),
        NativeTrapCode.IntegerDivisionByZero => (GuestTrapKind.Arithmetic, "The program divided by zero."),
        NativeTrapCode.IntegerOverflow => (GuestTrapKind.Arithmetic, "An integer of the program overflowed."),
        NativeTrapCode.BadConversionToInteger => (GuestTrapKind.Arithmetic,
            "The program made an integer of a float that fits none."),
        NativeTrapCode.StackOverflow => (GuestTrapKind.StackOverflow, "The program's calls nest too deep."),
        _ => (GuestTrapKind.Other, string.Create(CultureInfo.InvariantCulture, $"The program trapped: {code}.")),
    };
}
