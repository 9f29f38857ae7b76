using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Logging;

/// <summary>One log entry on its way to a line. Its state is what the message was made of: named values, or anything
/// else, which is not shown.</summary>
internal readonly record struct LogLine(
    DateTimeOffset Time,
    LogLevel Level,
    string Category,
    EventId EventId,
    string Message,
    object? State,
    Exception? Exception);
