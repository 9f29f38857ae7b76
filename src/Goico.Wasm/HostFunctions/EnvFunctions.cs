using System.Buffers.Binary;
using System.Text;
using Goico.Wasm.Running;

namespace Goico.Wasm.HostFunctions;

/// <summary>The module <c>env</c>: the core ABI's log, and what two compilers expect of their host.</summary>
internal static class EnvFunctions
{
    private const int MaxAbortMessageBytes = 8192;

    public static IEnumerable<HostFunction> All { get; } =
    [
        new("env", "log", "iii", "", static call => Log(call, "env.log")),
        new("env", "abort", "iiii", "", Abort),
        new("env", "emscripten_notify_memory_growth", "i", "", static _ => { }),
    ];

    /// <summary>Logs a line: level, pointer, length.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">What the function is called, for the program's author.</param>
    public static void Log(HostCall call, string name)
    {
        RunState run = call.Run;
        if (run.Log.Truncated)
        {
            return;
        }
        if (!call.TryGet(1, out Span<byte> text))
        {
            run.End(StopReason.BadHostCall, $"The program gave {name} a text at {call.Unsigned(1)} of " +
                $"{call.Unsigned(2)} bytes, outside its memory.");
            return;
        }
        int level = call.Int(0);
        GuestLogLevel known = level is >= 0 and <= (int)GuestLogLevel.None ? (GuestLogLevel)level : GuestLogLevel.Info;
        run.Log.Append(known, run.Clock.Elapsed, text);
    }

    /// <summary>
    /// AssemblyScript's: message and file are its strings, each with its size in the header before it.
    /// </summary>
    private static void Abort(HostCall call)
    {
        string text = ReadString(call, call.Unsigned(0));
        string place = ReadString(call, call.Unsigned(1));
        string what = text.Length == 0 ? "The program aborted" : $"The program aborted: {text}";
        call.Run.End(
            StopReason.Aborted, place.Length == 0 ? $"{what}." : $"{what} ({place}:{call.Int(2)}:{call.Int(3)}).");
    }

    private static string ReadString(HostCall call, uint pointer)
    {
        if (pointer == 0 || !call.TryGet(pointer - sizeof(uint), sizeof(uint), out Span<byte> header))
        {
            return "";
        }
        uint size = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header), MaxAbortMessageBytes) & ~1u;
        return call.TryGet(pointer, size, out Span<byte> utf16) ? Encoding.Unicode.GetString(utf16) : "";
    }
}
