using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Logging;

/// <summary>A line for people.</summary>
internal sealed class TextLineFormatter : LineFormatter
{
    public override void Write(IBufferWriter<byte> output, in LogLine line, IExternalScopeProvider? scopes)
    {
        StringBuilder text = new(160);
        text.Append(CultureInfo.InvariantCulture, $"{line.Time:yyyy-MM-dd HH:mm:ss.fff} {LevelName(line.Level)} ");
        text.Append(line.Category.AsSpan(line.Category.LastIndexOf('.') + 1)).Append(": ");
        AppendEscaped(text, Bound(line.Message));
        scopes?.ForEachScope(static (scope, text) => AppendScope(text, scope), text);
        text.Append('\n');
        if (line.Exception is not null)
        {
            foreach (ReadOnlySpan<char> row in Bound(line.Exception.ToString()).AsSpan().EnumerateLines())
            {
                AppendEscaped(text.Append("    "), row);
                text.Append('\n');
            }
        }

        foreach (ReadOnlyMemory<char> chunk in text.GetChunks()) Encoding.UTF8.GetBytes(chunk.Span, output);
    }

    private static void AppendScope(StringBuilder text, object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> fields)
        {
            AppendEscaped(text.Append(' '), Bound(scope?.ToString() ?? ""));
            return;
        }

        foreach ((string key, object? value) in fields)
        {
            if (IsTemplate(key)) continue;
            text.Append(' ').Append(key).Append('=');
            AppendEscaped(text, Bound(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }
    }

    /// <summary>A message holds what strangers sent: it must neither forge a line nor steer a terminal.</summary>
    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<char> message)
    {
        foreach (char c in message)
        {
            if (!char.IsControl(c) || c == '\t') text.Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (c == '\r') text.Append("\\r");
            else text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO ",
        LogLevel.Warning => "WARN ",
        LogLevel.Error => "ERROR",
        _ => "FATAL",
    };
}
