using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>Tells from how a component broke off what stopped it, where it differs from a module.</summary>
internal static class ComponentFaults
{
    /// <summary>Reads a fault of making the instance.</summary>
    public static GuestOutcome ReadAtStart(RunState run, in NativeFault fault)
    {
        if (run.Stop == StopReason.None && fault.Code is null)
        {
            string reason = Reason(fault);
            if (FindMissing(reason, fault) is { } missing)
            {
                return missing;
            }
            if (reason.Contains("count too high", StringComparison.Ordinal))
            {
                return new GuestOutcome.Trapped(
                    $"The component wants more memories, tables or instances than it may have: {reason}.",
                    GuestTrapKind.Other,
                    []);
            }
        }
        return new FaultReader(run).Read(fault);
    }

    /// <summary>Reads a fault of the call.</summary>
    public static GuestOutcome ReadInCall(RunState run, in NativeFault fault)
    {
        if (run.Stop != StopReason.None || fault.Code is not null)
        {
            return new FaultReader(run).Read(fault);
        }
        run.Stream.Flush();
        string reason = Reason(fault);
        return FindMissing(reason, fault) is { } missing ? missing
            : new GuestOutcome.BadResult($"The program breaks the rules of components: {reason}.");
    }

    private static GuestOutcome.Trapped? FindMissing(string reason, in NativeFault fault)
    {
        const string Before = "unknown import: `";
        int start = reason.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }
        string name = reason[(start + Before.Length)..];
        int end = name.IndexOf('`', StringComparison.Ordinal);
        return new GuestOutcome.Trapped(
            $"The program called '{(end < 0 ? name : name[..end])}', which the host does not have.",
            GuestTrapKind.BadHostCall,
            fault.Frames);
    }

    /// <summary>The innermost cause of an error, which comes last.</summary>
    private static string Reason(in NativeFault fault) =>
        fault.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
}
