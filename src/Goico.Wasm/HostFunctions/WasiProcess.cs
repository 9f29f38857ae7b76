using Goico.Wasm.Running;

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
        new(module, "args_get", "ii", "i", static call => WriteStrings(call, Arguments)),
        new(module, "args_sizes_get", "ii", "i", static call => WriteSizes(call, Arguments)),
        new(module, "environ_get", "ii", "i", static call => WriteStrings(call, call.Run.WasiEnvironment())),
        new(module, "environ_sizes_get", "ii", "i", static call => WriteSizes(call, call.Run.WasiEnvironment())),
        new(module, "clock_res_get", "ii", "i", ClockResolution),
        new(module, "clock_time_get", "ili", "i", ClockTime),
        new(module, "random_get", "ii", "i", Random),
        new(module, "proc_exit", "i", "", static call => call.Run.Exit(call.Unsigned(0))),
        new(module, "sched_yield", "", "i", static call => call.Return(WasiErrno.Success)),
    ];

    private static void ClockResolution(HostCall call) => call.Return(
        call.Int(0) is < ClockRealtime or > LastClock ? WasiErrno.Invalid
        : call.TryWrite(call.Unsigned(1), ClockResolutionNanoseconds) ? WasiErrno.Success
        : WasiErrno.Fault);

    /// <summary>
    /// The time of day; every other clock counts from the run's start and so tells nothing of the host.
    /// </summary>
    private static void ClockTime(HostCall call)
    {
        int clock = call.Int(0);
        if (clock is < ClockRealtime or > LastClock)
        {
            call.Return(WasiErrno.Invalid);
            return;
        }
        RunClock time = call.Run.Clock;
        long nanoseconds = clock == ClockRealtime ? time.GuestUnixNanoseconds : time.GuestElapsedNanoseconds;
        call.Return(call.TryWrite(call.Unsigned(2), (ulong)nanoseconds) ? WasiErrno.Success : WasiErrno.Fault);
    }

    private static void Random(HostCall call)
    {
        if (!call.TryGet(0, out Span<byte> bytes))
        {
            call.Return(WasiErrno.Fault);
            return;
        }
        while (!bytes.IsEmpty)
        {
            Span<byte> chunk = bytes[..Math.Min(bytes.Length, RandomChunkBytes)];
            call.Run.Chance.Fill(chunk);
            bytes = bytes[chunk.Length..];
            if (!bytes.IsEmpty && !call.Run.CheckStillWanted())
            {
                return;
            }
        }
        call.Return(WasiErrno.Success);
    }

    private static void WriteSizes(HostCall call, byte[][] strings) => call.Return(
        call.TryWrite(call.Unsigned(0), (uint)strings.Length)
        && call.TryWrite(call.Unsigned(1), (uint)strings.Sum(text => text.Length))
            ? WasiErrno.Success : WasiErrno.Fault);

    private static void WriteStrings(HostCall call, byte[][] strings)
    {
        uint entry = call.Unsigned(0);
        uint target = call.Unsigned(1);
        foreach (byte[] text in strings)
        {
            if (!call.TryWrite(entry, target) || !call.TryGet(target, (uint)text.Length, out Span<byte> place))
            {
                call.Return(WasiErrno.Fault);
                return;
            }
            text.CopyTo(place);
            target += (uint)text.Length;
            entry += sizeof(uint);
        }
        call.Return(WasiErrno.Success);
    }
}
