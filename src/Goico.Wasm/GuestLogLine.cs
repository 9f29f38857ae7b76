using System.Text;

namespace Goico.Wasm;

/// <summary>One line that a guest logged.</summary>
/// <param name="Level">Its weight.</param>
/// <param name="Offset">When it was logged, from the start of the run.</param>
/// <param name="Utf8">Its text, always valid UTF-8 (what was not is replaced by U+FFFD).</param>
public readonly record struct GuestLogLine(GuestLogLevel Level, TimeSpan Offset, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The text as a string, decoded on each call.</summary>
    public string Text => Encoding.UTF8.GetString(Utf8.Span);
}
