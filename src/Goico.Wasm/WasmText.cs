using System.Text;
using Goico.Wasm.Native;

namespace Goico.Wasm;

/// <summary>The text format of WebAssembly, of modules and of components.</summary>
public static unsafe class WasmText
{
    /// <summary>Makes the binary form of it.</summary>
    /// <param name="text">The text, as in a <c>.wat</c> file.</param>
    /// <returns>The binary.</returns>
    /// <exception cref="FormatException">The text is malformed; the message says where.</exception>
    public static byte[] ToBinary(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var wasm = default(ByteVector);
        fixed (byte* bytes = utf8)
        {
            using var fault = new NativeFault(NativeMethods.wasmtime_wat2wasm(bytes, (nuint)utf8.Length, &wasm), 0);
            if (fault.IsSome)
            {
                throw new FormatException(fault.Message);
            }
        }
        byte[] binary = wasm.Bytes.ToArray();
        NativeMethods.wasm_byte_vec_delete(&wasm);
        return binary;
    }
}
