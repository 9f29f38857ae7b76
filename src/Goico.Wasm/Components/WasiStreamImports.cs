using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>
/// The standard streams of a component: input is at its end, and what goes to output or error becomes log lines. No
/// operation on them ever waits.
/// </summary>
internal static unsafe class WasiStreamImports
{
    private const string Streams = "wasi:io/streams";
    private const string ErrorType = "variant{last-operation-failed(own<error>), closed}";
    private const string Input = "[method]input-stream.";
    private const string Output = "[method]output-stream.";
    private const string Nothing = $"result<_, {ErrorType}>";
    private const string Count = $"result<u64, {ErrorType}>";
    private const string Bytes = $"result<list<u8>, {ErrorType}>";

    // What a stream takes at once: as much as a program may write without asking again.
    private const ulong WriteBytes = 64 << 10;

    public static HostImport[] All { get; } =
    [
        new("wasi:cli/stdin", "get-stdin", "func() -> own<input-stream>", static call =>
            call.ReturnResource(HostResource.InputStream, 0)),
        new("wasi:cli/stdout", "get-stdout", "func() -> own<output-stream>", static call =>
            call.ReturnResource(HostResource.OutputStream, 1)),
        new("wasi:cli/stderr", "get-stderr", "func() -> own<output-stream>", static call =>
            call.ReturnResource(HostResource.OutputStream, 2)),
        new(Streams, Input + "read", $"func(borrow<input-stream>, u64) -> {Bytes}", Close),
        new(Streams, Input + "blocking-read", $"func(borrow<input-stream>, u64) -> {Bytes}", Close),
        new(Streams, Input + "skip", $"func(borrow<input-stream>, u64) -> {Count}", Close),
        new(Streams, Input + "blocking-skip", $"func(borrow<input-stream>, u64) -> {Count}", Close),
        new(Streams, Input + "subscribe", "func(borrow<input-stream>) -> own<pollable>", Subscribe),
        new(Streams, Output + "check-write", $"func(borrow<output-stream>) -> {Count}", static call =>
            call.Return(GuestValue.Ok(GuestValue.U64(WriteBytes)))),
        new(Streams, Output + "write", $"func(borrow<output-stream>, list<u8>) -> {Nothing}", Write),
        new(Streams, Output + "blocking-write-and-flush",
            $"func(borrow<output-stream>, list<u8>) -> {Nothing}", Write),
        new(Streams, Output + "flush", $"func(borrow<output-stream>) -> {Nothing}", Flush),
        new(Streams, Output + "blocking-flush", $"func(borrow<output-stream>) -> {Nothing}", Flush),
        new(Streams, Output + "subscribe", "func(borrow<output-stream>) -> own<pollable>", Subscribe),
        new(Streams, Output + "write-zeroes", $"func(borrow<output-stream>, u64) -> {Nothing}", WriteZeroes),
        new(Streams, Output + "blocking-write-zeroes-and-flush",
            $"func(borrow<output-stream>, u64) -> {Nothing}", WriteZeroes),
        new(Streams, Output + "splice",
            $"func(borrow<output-stream>, borrow<input-stream>, u64) -> {Count}", Close),
        new(Streams, Output + "blocking-splice",
            $"func(borrow<output-stream>, borrow<input-stream>, u64) -> {Count}", Close),
    ];

    /// <summary>The only input that there is has ended.</summary>
    private static void Close(ImportCall call) => call.Return(GuestValue.Error(GuestValue.VariantCase("closed"u8)));

    private static void Flush(ImportCall call) => call.Return(GuestValue.Done);

    private static void Subscribe(ImportCall call) =>
        call.ReturnResource(HostResource.Pollable, WasiPollables.AlwaysReady);

    private static void Write(ImportCall call)
    {
        ValueVector contents = call.Argument(1)->Items;
        Span<byte> chunk = stackalloc byte[1024];
        LogStream stream = call.Run.Stream;
        for (nuint at = 0; at < contents.Length && !call.Run.Log.Truncated;)
        {
            int length = (int)Math.Min(contents.Length - at, (nuint)chunk.Length);
            for (int i = 0; i < length; i++)
            {
                chunk[i] = contents.Data[at + (nuint)i].Byte;
            }
            stream.Write(chunk[..length]);
            at += (nuint)length;
        }
        call.Return(GuestValue.Done);
    }

    private static void WriteZeroes(ImportCall call)
    {
        ulong length = call.Argument(1)->UInt64;
        if (length > WriteBytes)
        {
            call.Run.End(
                StopReason.BadHostCall,
                $"The program wrote {length} zeros at once; a stream takes {WriteBytes} bytes.");
            return;
        }
        call.Run.Stream.Write(new byte[length]);
        call.Return(GuestValue.Done);
    }
}
