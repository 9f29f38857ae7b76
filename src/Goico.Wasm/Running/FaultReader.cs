using System.Globalization;
using Wasmtime;

namespace Goico.Wasm.Running;

/// <summary>
/// Tells from how a guest broke off what stopped it. That a growth of its memory was refused is not told by the
/// engine, so exhausted memory is concluded from signs.
/// </summary>
/// <param name="state">The run.</param>
/// <param name="memoryStartBytes">The memory's size at the start.</param>
/// <param name="memoryLimitBytes">The size it may grow to.</param>
internal sealed class FaultReader(RunState state, long memoryStartBytes, long memoryLimitBytes)
{
    // Lines and frames looked at for signs of exhausted memory; the last ones say it if any do.
    private const int LastLines = 4;
    private const int LastFrames = 8;

    private static readonly string[] ExhaustionWords =
        ["out of memory", "memory allocation of", "cannot allocate", "bad_alloc", "memoryerror"];

    private static readonly string[] ExhaustionFunctions = ["oom", "alloc_error", "out_of_memory"];

    public GuestOutcome Read(WasmtimeException exception, long memoryBytes)
    {
        state.FlushStream();
        IReadOnlyList<GuestFrame> frames = Frames(exception);
        switch (state.Stop)
        {
            case StopReason.TimedOut:
                return new GuestOutcome.TimedOut(state.Limits.Time);
            case StopReason.Cancelled:
                return new GuestOutcome.Cancelled();
            case StopReason.OutputTooLarge:
                return new GuestOutcome.OutputTooLarge(state.Limits.OutputBytes);
            case StopReason.BadHostCall:
                return new GuestOutcome.Trapped(state.StopMessage, GuestTrapKind.BadHostCall, frames);
            case StopReason.Exited:
                string exit = $"The program ended itself by proc_exit({state.ExitCode}).";
                return Concluded(GuestTrapKind.Exit, exit, memoryBytes, frames);
            case StopReason.Aborted:
                return Concluded(GuestTrapKind.Abort, state.StopMessage, memoryBytes, frames);
        }
        if (exception is TrapException { Type: not TrapCode.Undefined } trap)
        {
            (GuestTrapKind kind, string message) = Describe(trap.Type);
            return Concluded(kind, message, memoryBytes, frames);
        }
        // What the module wants from its first moment is refused before anything runs.
        return memoryBytes == 0 && exception.Message.Contains("minimum size", StringComparison.Ordinal)
            ? new GuestOutcome.OutOfMemory(
                memoryLimitBytes, $"The module starts with more than it may have: {exception.Message}")
            : new GuestOutcome.HostFault($"The host failed while the program ran: {exception.Message}");
    }

    public GuestOutcome AllocationFailed(uint size) => new GuestOutcome.OutOfMemory(
        memoryLimitBytes, $"The program's malloc({size}) returned 0: it has no memory left for it.");

    private GuestOutcome Concluded(
        GuestTrapKind kind, string message, long memoryBytes, IReadOnlyList<GuestFrame> frames)
    {
        long grown = memoryBytes - memoryStartBytes;
        long room = memoryLimitBytes - memoryStartBytes;
        bool exhausted = kind switch
        {
            // A vector that doubles is refused the rest when it has taken a third of the room.
            GuestTrapKind.Unreachable or GuestTrapKind.Abort or GuestTrapKind.Exit =>
                grown > room / 3 || SaysSo(message, frames),
            GuestTrapKind.MemoryOutOfBounds => grown > room / 8 * 7,
            _ => false,
        };
        return exhausted
            ? new GuestOutcome.OutOfMemory(
                memoryLimitBytes, $"{message} Its memory was at {memoryBytes} of {memoryLimitBytes} bytes.")
            : new GuestOutcome.Trapped(message, kind, frames);
    }

    private bool SaysSo(string message, IReadOnlyList<GuestFrame> frames)
    {
        if (Holds(message, ExhaustionWords))
        {
            return true;
        }
        IReadOnlyList<GuestLogLine> lines = state.Log.ToLines();
        for (int i = Math.Max(0, lines.Count - LastLines); i < lines.Count; i++)
        {
            if (Holds(lines[i].Text, ExhaustionWords))
            {
                return true;
            }
        }
        return frames.Take(LastFrames).Any(frame => Holds(frame.Function ?? "", ExhaustionFunctions));
    }

    private static bool Holds(string text, string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static GuestFrame[] Frames(WasmtimeException exception) =>
        exception.Frames is not { Count: > 0 } frames ? [] :
        [.. frames.Select(frame =>
            new GuestFrame(frame.FunctionName, (long)frame.FunctionOffset, (long)frame.ModuleOffset))];

    private static (GuestTrapKind Kind, string Message) Describe(TrapCode code) => code switch
    {
        TrapCode.Unreachable => (GuestTrapKind.Unreachable,
            "The program gave up (an unreachable instruction): a panic or a failed assertion."),
        TrapCode.MemoryOutOfBounds or TrapCode.HeapMisaligned => (GuestTrapKind.MemoryOutOfBounds,
            "The program reached outside its memory."),
        TrapCode.TableOutOfBounds => (GuestTrapKind.TableOutOfBounds, "The program reached outside a table."),
        TrapCode.IndirectCallToNull => (GuestTrapKind.BadIndirectCall,
            "The program called a null function pointer."),
        TrapCode.BadSignature => (GuestTrapKind.BadIndirectCall,
            "The program called a function pointer of another type."),
        TrapCode.IntegerDivisionByZero => (GuestTrapKind.Arithmetic, "The program divided by zero."),
        TrapCode.IntegerOverflow => (GuestTrapKind.Arithmetic, "An integer of the program overflowed."),
        TrapCode.BadConversionToInteger => (GuestTrapKind.Arithmetic,
            "The program made an integer of a float that fits none."),
        TrapCode.StackOverflow => (GuestTrapKind.StackOverflow, "The program's calls nest too deep."),
        _ => (GuestTrapKind.Other, string.Create(CultureInfo.InvariantCulture, $"The program trapped: {code}.")),
    };
}
