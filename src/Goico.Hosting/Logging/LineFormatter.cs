using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Logging;

/// <summary>Turns an entry into one UTF-8 line, newline included.</summary>
internal abstract class LineFormatter
{
    /// <summary>The most characters of a message or an exception that are shown: a line is bounded.</summary>
    protected const int MaxTextChars = 32 * 1024;

    public abstract void Write(IBufferWriter<byte> output, in LogLine line, IExternalScopeProvider? scopes);

    protected static string Bound(string text) => text.Length <= MaxTextChars
        ? text
        : $"{text.AsSpan(0, MaxTextChars)}… ({text.Length - MaxTextChars} characters more)";

    protected static bool IsTemplate(string key) => key == "{OriginalFormat}";
}
