using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Logging;

/// <summary>Logs lines to standard error or another output, in the background.</summary>
internal sealed class LineLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    private readonly TimeProvider _time;
    private readonly LineFormatter _formatter;
    private readonly LogQueue _queue;
    private readonly Stream? _ownOutput;
    private IExternalScopeProvider? _scopes;

    public LineLoggerProvider(ServiceHostOptions options)
    {
        _time = options.TimeProvider;
        _formatter = options.LogFormat == LogFormat.Json ? new JsonLineFormatter() : new TextLineFormatter();
        _ownOutput = options.LogOutput is null ? Console.OpenStandardError() : null;
        _queue = new LogQueue(options.LogOutput ?? _ownOutput!, DescribeDrops);
    }

    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _queue.Dispose();
        _ownOutput?.Dispose();
    }

    private byte[] Format(in LogLine line, IExternalScopeProvider? scopes)
    {
        // Taken, not shared: a value's ToString may log while its own line is being written.
        ArrayBufferWriter<byte> buffer = t_buffer ?? new ArrayBufferWriter<byte>(512);
        t_buffer = null;
        _formatter.Write(buffer, line, scopes);
        byte[] bytes = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        t_buffer = buffer;
        return bytes;
    }

    private byte[] DescribeDrops(long count)
    {
        string message = $"{count} log lines were dropped: the log's output did not keep up";
        KeyValuePair<string, object?>[] fields = [new("Count", count)];
        LogLine line = new(
            Now(), LogLevel.Warning, typeof(LogQueue).FullName!, new EventId(130, "Dropped"), message, fields, null);
        return Format(line, null);
    }

    private DateTimeOffset Now() => _time.GetLocalNow();

    private sealed class LineLogger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            LogLine line = new(
                provider.Now(), logLevel, category, eventId, formatter(state, exception), state, exception);
            provider._queue.Write(provider.Format(line, provider._scopes));
        }
    }
}
