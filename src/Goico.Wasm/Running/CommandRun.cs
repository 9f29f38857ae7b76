using System.Text.Unicode;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>The life of one instance by the command ABI: a program that reads, prints and ends.</summary>
internal static class CommandRun
{
    public static GuestOutcome Run(in Sandbox sandbox, in NativeInstance instance, RunState run, FaultReader faults)
    {
        using (NativeFault fault = sandbox.Call(instance, "_start"u8, []))
        {
            if (fault.IsSome && run.Stop != StopReason.Exited)
            {
                return faults.Read(fault);
            }
        }
        ReadOnlySpan<byte> output = run.Output.Written;
        return Utf8.IsValid(output)
            ? new GuestOutcome.Returned(run.ExitCode, output.ToArray())
            : new GuestOutcome.BadResult($"Standard output ({output.Length} bytes) is not valid UTF-8.");
    }
}
