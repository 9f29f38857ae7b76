using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>
/// Clocks, and waiting for an instant. The monotonic clock counts from the run's start and so tells nothing of the
/// host. Waiting ends with the run's time at the latest.
/// </summary>
internal static unsafe class WasiTimeImports
{
    private const string Monotonic = "wasi:clocks/monotonic-clock";
    private const string Wall = "wasi:clocks/wall-clock";
    private const string Poll = "wasi:io/poll";
    private const string DateTime = "record{seconds: u64, nanoseconds: u32}";
    private const ulong ResolutionNanoseconds = 1000;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    public static HostImport[] All { get; } =
    [
        new(Monotonic, "now", "func() -> u64", static call =>
            call.Return(GuestValue.U64((ulong)call.Run.Clock.GuestElapsedNanoseconds))),
        new(Monotonic, "resolution", "func() -> u64", static call =>
            call.Return(GuestValue.U64(ResolutionNanoseconds))),
        new(Monotonic, "subscribe-instant", "func(u64) -> own<pollable>", static call =>
            Subscribe(call, (long)Math.Min(call.Argument(0)->UInt64, long.MaxValue))),
        new(Monotonic, "subscribe-duration", "func(u64) -> own<pollable>", static call =>
        {
            long now = call.Run.Clock.GuestElapsedNanoseconds;
            Subscribe(call, now + (long)Math.Min(call.Argument(0)->UInt64, (ulong)(long.MaxValue - now)));
        }),
        new(Wall, "now", $"func() -> {DateTime}", static call =>
            call.Return(Write((ulong)call.Run.Clock.GuestUnixNanoseconds))),
        new(Wall, "resolution", $"func() -> {DateTime}", static call => call.Return(Write(ResolutionNanoseconds))),
        new(Poll, "[method]pollable.ready", "func(borrow<pollable>) -> bool", static call =>
            call.Return(GuestValue.Bool(IsReady(call.Run, call.Resource(0))))),
        new(Poll, "[method]pollable.block", "func(borrow<pollable>)", static call =>
            call.Run.WaitUntil(call.Run.Pollables.InstantOf(call.Resource(0)))),
        new(Poll, "poll", "func(list<borrow<pollable>>) -> list<u32>", WaitForAny),
    ];

    private static void Subscribe(ImportCall call, long instant)
    {
        if (call.Run.Pollables.TryAdd(instant, out uint number))
        {
            call.ReturnResource(HostResource.Pollable, number);
            return;
        }
        call.Run.End(
            StopReason.BadHostCall, $"The program waits for more than {WasiPollables.Max} instants at once.");
    }

    private static bool IsReady(RunState run, uint pollable) =>
        pollable == WasiPollables.AlwaysReady
        || run.Pollables.InstantOf(pollable) <= run.Clock.GuestElapsedNanoseconds;

    private static void WaitForAny(ImportCall call)
    {
        ValueVector list = call.Argument(0)->Items;
        if (list.Length == 0)
        {
            call.Run.End(StopReason.BadHostCall, "The program polled an empty list, which is never ready.");
            return;
        }
        var instants = new long[list.Length];
        for (int i = 0; i < instants.Length; i++)
        {
            instants[i] = call.Run.Pollables.InstantOf(list.Data[i].UInt32);
        }
        long first = instants.Min();
        if (!call.Run.WaitUntil(first))
        {
            return;
        }
        long now = Math.Max(first, call.Run.Clock.GuestElapsedNanoseconds);
        int[] ready = [.. Enumerable.Range(0, instants.Length).Where(i => instants[i] <= now)];
        ComponentValue answer = GuestValue.List(ready.Length);
        for (int i = 0; i < ready.Length; i++)
        {
            answer.Items.Data[i] = GuestValue.U32((uint)ready[i]);
        }
        call.Return(answer);
    }

    private static ComponentValue Write(ulong nanoseconds)
    {
        ComponentValue time = GuestValue.Record(2);
        GuestValue.SetField(time, 0, "seconds"u8, GuestValue.U64(nanoseconds / NanosecondsPerSecond));
        GuestValue.SetField(
            time, 1, "nanoseconds"u8, GuestValue.U32((uint)(nanoseconds % NanosecondsPerSecond)));
        return time;
    }
}
