using System.Text;

namespace Jobico.Model.Executions;

/// <summary>A line that a program logged.</summary>
/// <param name="Level">How grave the program says it is.</param>
/// <param name="Offset">When, counted from the start of the attempt.</param>
/// <param name="Utf8Text">The text in UTF-8, without a line break at its end.</param>
public readonly record struct LogLine(GuestLogLevel Level, TimeSpan Offset, ReadOnlyMemory<byte> Utf8Text)
{
    /// <summary>The text as a string; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Utf8Text.Span);
}
