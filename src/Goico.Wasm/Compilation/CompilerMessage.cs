using System.Buffers.Binary;
using System.Text;

namespace Goico.Wasm.Compilation;

/// <summary>
/// What an engine and its compiler tell each other: a byte, a length of four bytes (little-endian), and that many
/// bytes. The byte of a request says whether the code is metered; that of an answer, whether code follows or what is
/// wrong.
/// </summary>
internal static class CompilerMessage
{
    private const int HeadBytes = 5;

    public static void WriteRequest(Stream output, bool metered, ReadOnlySpan<byte> wasm) =>
        Write(output, metered, wasm);

    /// <summary>The next request; false at the end.</summary>
    public static bool TryReadRequest(Stream input, out bool metered, out byte[] wasm) =>
        TryRead(input, out metered, out wasm);

    public static void WriteAnswer(Stream output, bool compiled, byte[] code, string problem) =>
        Write(output, compiled, compiled ? code : Encoding.UTF8.GetBytes(problem));

    /// <summary>The answer to a request; false where the compiler ended without one.</summary>
    public static bool TryReadAnswer(Stream input, out bool compiled, out byte[] code, out string problem)
    {
        bool answered = TryRead(input, out compiled, out code);
        problem = compiled ? "" : Encoding.UTF8.GetString(code);
        return answered;
    }

    private static void Write(Stream output, bool flag, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = flag ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], body.Length);
        output.Write(head);
        output.Write(body);
        output.Flush();
    }

    private static bool TryRead(Stream input, out bool flag, out byte[] body)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        flag = false;
        body = [];
        if (input.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return false;
        }
        flag = head[0] != 0;
        body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head[1..])];
        return input.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) == body.Length;
    }
}
