using System.Buffers.Binary;
using System.Text;
using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm.HostFunctions;

/// <summary>The module <c>env</c>: the core ABI's log, and what two compilers expect of their host.</summary>
internal static class EnvFunctions
{
    private const int MaxAbortMessageBytes = 8192;

    public static IEnumerable<HostFunction> All { get; } =
    [
        new("env", "log", "iii", "", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerAction<int, int, int>(Log))),
        new("env", "abort", "iiii", "", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerAction<int, int, int, int>(Abort))),
        new("env", "emscripten_notify_memory_growth", "i", "", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, static (int _) => { })),
    ];

    private static void Log(Caller caller, int level, int pointer, int length)
    {
        RunState state = HostFunction.StateOf(caller);
        if (state.Log.Truncated)
        {
            return;
        }
        if (!new GuestMemory(caller, state).TryGet(pointer, length, out Span<byte> text))
        {
            state.End(StopReason.BadHostCall,
                $"The program gave env.log a text at {(uint)pointer} of {(uint)length} bytes, outside its memory.");
        }
        GuestLogLevel known = level is >= 0 and <= (int)GuestLogLevel.None ? (GuestLogLevel)level : GuestLogLevel.Info;
        state.Log.Append(known, state.Clock.Elapsed, text);
    }

    /// <summary>
    /// AssemblyScript's: message and file are its strings, each with its size in the header before it.
    /// </summary>
    private static void Abort(Caller caller, int message, int file, int line, int column)
    {
        RunState state = HostFunction.StateOf(caller);
        var memory = new GuestMemory(caller, state);
        string text = ReadString(memory, message);
        string place = ReadString(memory, file);
        string what = text.Length == 0 ? "The program aborted" : $"The program aborted: {text}";
        state.End(StopReason.Aborted, place.Length == 0 ? $"{what}." : $"{what} ({place}:{line}:{column}).");
    }

    private static string ReadString(GuestMemory memory, int pointer)
    {
        if (pointer == 0 || !memory.TryGet((uint)pointer - sizeof(uint), sizeof(uint), out Span<byte> header))
        {
            return "";
        }
        uint size = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header), MaxAbortMessageBytes) & ~1u;
        return memory.TryGet((uint)pointer, size, out Span<byte> utf16) ? Encoding.Unicode.GetString(utf16) : "";
    }
}
