using System.Text;
using Goico.Wasm;

namespace Jobico.Cli.Local;

/// <summary>Reads modules; of their text the binary form, so that one may be tried out as it is written.</summary>
internal static class ModuleFile
{
    /// <summary>The largest module: what a server takes unless told.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Reads one.</summary>
    /// <exception cref="CommandFailure">It can't be read, or its text is malformed: where is printed.</exception>
    public static async Task<byte[]> ReadAsync(Session session, string shown, CancellationToken cancellationToken)
    {
        byte[] content = await InputFile.ReadAsync(session, shown, MaxBytes, cancellationToken);
        if (!shown.EndsWith(".wat", StringComparison.OrdinalIgnoreCase)) return content;
        try
        {
            return WasmText.ToBinary(Encoding.UTF8.GetString(content));
        }
        catch (FormatException fault)
        {
            session.Error.Plain(fault.Message);
            throw CommandFailure.Failed($"{shown} is no text of WebAssembly: see above.", fault);
        }
    }
}
