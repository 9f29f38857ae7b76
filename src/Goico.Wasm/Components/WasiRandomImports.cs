using System.Buffers.Binary;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>Random numbers, all from the run's one source, whether or not they need be secure.</summary>
internal static unsafe class WasiRandomImports
{
    // A list takes the engine 32 bytes and more for each of its own.
    private const int MaxBytes = 64 << 10;

    private const string Secure = "wasi:random/random";
    private const string Insecure = "wasi:random/insecure";

    public static HostImport[] All { get; } =
    [
        new(Secure, "get-random-bytes", "func(u64) -> list<u8>", GetBytes),
        new(Secure, "get-random-u64", "func() -> u64", GetNumber),
        new(Insecure, "get-insecure-random-bytes", "func(u64) -> list<u8>", GetBytes),
        new(Insecure, "get-insecure-random-u64", "func() -> u64", GetNumber),
        new("wasi:random/insecure-seed", "insecure-seed", "func() -> tuple<u64, u64>", static call =>
            call.Return(GuestValue.Tuple(GuestValue.U64(Next(call.Run)), GuestValue.U64(Next(call.Run))))),
    ];

    private static void GetBytes(ImportCall call)
    {
        ulong length = call.Argument(0)->UInt64;
        if (length > MaxBytes)
        {
            call.Run.End(
                StopReason.BadHostCall,
                $"The program asked for {length} random bytes at once; {MaxBytes} are the most.");
            return;
        }
        Span<byte> bytes = new byte[length];
        call.Run.Chance.Fill(bytes);
        ComponentValue list = GuestValue.List(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            list.Items.Data[i] = GuestValue.U8(bytes[i]);
        }
        call.Return(list);
    }

    private static void GetNumber(ImportCall call) => call.Return(GuestValue.U64(Next(call.Run)));

    private static ulong Next(RunState run)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        run.Chance.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
