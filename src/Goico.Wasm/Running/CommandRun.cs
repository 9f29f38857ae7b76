using System.Text.Unicode;

namespace Goico.Wasm.Running;

/// <summary>The life of one instance by the command ABI: a program that reads, prints and ends.</summary>
internal static class CommandRun
{
    public static GuestOutcome Run(Sandbox sandbox, RunState state, FaultReader faults)
    {
        if (sandbox.Call("_start") is { } trap && state.Stop != StopReason.Exited)
        {
            return faults.Read(trap, sandbox.MemoryBytes);
        }
        ReadOnlyMemory<byte> output = state.Output.Written;
        return Utf8.IsValid(output.Span)
            ? new GuestOutcome.Returned(state.ExitCode, output)
            : new GuestOutcome.BadResult($"Standard output ({output.Length} bytes) is not valid UTF-8.");
    }
}
