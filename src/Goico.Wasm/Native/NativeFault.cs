using System.Text;

namespace Goico.Wasm.Native;

/// <summary>
/// What a native call came back with instead of a result: an error (it could not be done), or a trap (the guest broke
/// off). Whoever gets one that <see cref="IsSome"/> disposes it, once.
/// </summary>
internal readonly unsafe struct NativeFault(nint error, nint trap) : IDisposable
{
    private const int MaxFrames = 64;

    // A guest chooses its names: they may be as long as its module.
    private const int MaxNameBytes = 2_000;

    public static NativeFault None => default;

    public bool IsSome => (error | trap) != 0;

    /// <summary>The engine's trap code; null where it has none, as when the host ended the run.</summary>
    public NativeTrapCode? Code
    {
        get
        {
            if (trap == 0)
            {
                // A call of a component hands over its traps as errors, whose text alone tells which.
                return error == 0 ? null : TrapText.Find(Message);
            }
            byte code;
            return NativeMethods.wasmtime_trap_code(trap, &code) != 0 ? (NativeTrapCode)code : null;
        }
    }

    public string Message
    {
        get
        {
            var message = default(ByteVector);
            if (error != 0)
            {
                NativeMethods.wasmtime_error_message(error, &message);
            }
            else
            {
                NativeMethods.wasm_trap_message(trap, &message);
            }
            string text = message.ToString().TrimEnd('\0');
            NativeMethods.wasm_byte_vec_delete(&message);
            return text;
        }
    }

    /// <summary>The guest's stack, innermost call first, cut at 64 calls.</summary>
    public GuestFrame[] Frames
    {
        get
        {
            var found = default(PointerVector);
            if (trap != 0)
            {
                NativeMethods.wasm_trap_trace(trap, &found);
            }
            else
            {
                NativeMethods.wasmtime_error_wasm_trace(error, &found);
            }
            var frames = new GuestFrame[Math.Min((int)found.Length, MaxFrames)];
            for (int i = 0; i < frames.Length; i++)
            {
                nint frame = found.Items[i];
                ByteVector* name = NativeMethods.wasmtime_frame_func_name(frame);
                frames[i] = new GuestFrame(
                    name is null ? null : NameOf(name->Bytes),
                    (long)NativeMethods.wasm_frame_func_offset(frame),
                    (long)NativeMethods.wasm_frame_module_offset(frame));
            }
            NativeMethods.wasm_frame_vec_delete(&found);
            return frames;
        }
    }

    public void Dispose()
    {
        if (error != 0)
        {
            NativeMethods.wasmtime_error_delete(error);
        }
        if (trap != 0)
        {
            NativeMethods.wasm_trap_delete(trap);
        }
    }

    private static string NameOf(ReadOnlySpan<byte> utf8) =>
        Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, MaxNameBytes)]);

    /// <summary>Throws where there is an error that only a defect of ours can bring about.</summary>
    public static void ThrowIfSome(nint error)
    {
        if (error != 0)
        {
            using var fault = new NativeFault(error, 0);
            throw new InvalidOperationException($"The WebAssembly engine refused a call of ours: {fault.Message}");
        }
    }
}
