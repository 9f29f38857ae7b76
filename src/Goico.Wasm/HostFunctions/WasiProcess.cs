using System.Security.Cryptography;
using System.Text;
using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm.HostFunctions;

/// <summary>
/// What a WASI program knows of itself and the world: arguments, environment, clocks, chance, its end.
/// </summary>
internal static class WasiProcess
{
    private const int ClockRealtime = 0;
    private const int LastClock = 3;
    private const ulong ClockResolutionNanoseconds = 1000;

    // Between two looks at the time limit.
    private const int RandomChunkBytes = 1 << 20;

    // Many programs take their first argument, their own name, for granted.
    private static readonly byte[][] Arguments = ["jobicolet\0"u8.ToArray()];

    public static IEnumerable<HostFunction> All(string module) =>
    [
        new(module, "args_get", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (Caller caller, int list, int bytes) =>
                WriteStrings(caller, Arguments, list, bytes))),
        new(module, "args_sizes_get", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (Caller caller, int count, int size) =>
                WriteSizes(caller, Arguments, count, size))),
        new(module, "environ_get", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (Caller caller, int list, int bytes) =>
                WriteStrings(caller, Environment(caller), list, bytes))),
        new(module, "environ_sizes_get", "ii", "i", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (Caller caller, int count, int size) =>
                WriteSizes(caller, Environment(caller), count, size))),
        new(module, "clock_res_get", "ii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int>(ClockResolution))),
        new(module, "clock_time_get", "ili", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, long, int, int>(ClockTime))),
        new(module, "random_get", "ii", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, new CallerFunc<int, int, int>(Random))),
        new(module, "proc_exit", "i", "", (linker, self) => linker.DefineFunction(
            self.Module, self.Name, static (Caller caller, int code) =>
                HostFunction.StateOf(caller).Exit((uint)code))),
        new(module, "sched_yield", "", "i", (linker, self) =>
            linker.DefineFunction(self.Module, self.Name, static () => WasiErrno.Success)),
    ];

    private static int ClockResolution(Caller caller, int clock, int target)
    {
        if (clock is < ClockRealtime or > LastClock)
        {
            return WasiErrno.Invalid;
        }
        var memory = new GuestMemory(caller, HostFunction.StateOf(caller));
        return memory.TryWrite(target, ClockResolutionNanoseconds) ? WasiErrno.Success : WasiErrno.Fault;
    }

    /// <summary>
    /// The time of day; every other clock counts from the run's start and so tells nothing of the host.
    /// </summary>
    private static int ClockTime(Caller caller, int clock, long precision, int target)
    {
        if (clock is < ClockRealtime or > LastClock)
        {
            return WasiErrno.Invalid;
        }
        RunState state = HostFunction.StateOf(caller);
        long nanoseconds = clock == ClockRealtime ? state.Clock.UnixNanoseconds : state.Clock.Elapsed.Ticks * 100;
        return new GuestMemory(caller, state).TryWrite(target, (ulong)nanoseconds)
            ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static int Random(Caller caller, int target, int length)
    {
        RunState state = HostFunction.StateOf(caller);
        if (!new GuestMemory(caller, state).TryGet(target, length, out Span<byte> bytes))
        {
            return WasiErrno.Fault;
        }
        while (!bytes.IsEmpty)
        {
            Span<byte> chunk = bytes[..Math.Min(bytes.Length, RandomChunkBytes)];
            RandomNumberGenerator.Fill(chunk);
            bytes = bytes[chunk.Length..];
            if (!bytes.IsEmpty)
            {
                state.CheckStillWanted();
            }
        }
        return WasiErrno.Success;
    }

    private static byte[][] Environment(Caller caller) =>
        [.. HostFunction.StateOf(caller).Environment.Select(pair =>
            Encoding.UTF8.GetBytes($"{pair.Key}={pair.Value}\0"))];

    private static int WriteSizes(Caller caller, byte[][] strings, int count, int size)
    {
        var memory = new GuestMemory(caller, HostFunction.StateOf(caller));
        return memory.TryWrite(count, (uint)strings.Length)
            && memory.TryWrite(size, (uint)strings.Sum(text => text.Length))
            ? WasiErrno.Success : WasiErrno.Fault;
    }

    private static int WriteStrings(Caller caller, byte[][] strings, int list, int bytes)
    {
        var memory = new GuestMemory(caller, HostFunction.StateOf(caller));
        uint target = (uint)bytes;
        uint entry = (uint)list;
        foreach (byte[] text in strings)
        {
            if (!memory.TryWrite((int)entry, target) || !memory.TryGet(target, (uint)text.Length, out Span<byte> place))
            {
                return WasiErrno.Fault;
            }
            text.CopyTo(place);
            target += (uint)text.Length;
            entry += sizeof(uint);
        }
        return WasiErrno.Success;
    }
}
