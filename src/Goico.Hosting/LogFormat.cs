namespace Goico.Hosting;

/// <summary>How log entries are written.</summary>
public enum LogFormat
{
    /// <summary>A line for people: local time, level, short category, message, scopes; exceptions below it.</summary>
    Text,

    /// <summary>One JSON object a line: time (UTC, ISO 8601), level, category, eventId, message, fields, scopes and
    /// exception.</summary>
    Json,
}
