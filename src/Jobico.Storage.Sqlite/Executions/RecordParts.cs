namespace Jobico.Storage.Sqlite.Executions;

/// <summary>Which optional parts a stored record has. Stored: never renumber.</summary>
[Flags]
internal enum RecordParts : byte
{
    None = 0,
    Parent = 1,
    Module = 2,
    NextAttemptAt = 4,
    Fault = 8,
    ResultTruncated = 16,
    LogsTruncated = 32,
}
