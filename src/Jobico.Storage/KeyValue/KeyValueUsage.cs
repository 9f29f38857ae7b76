namespace Jobico.Storage.KeyValue;

/// <summary>What some entries amount to.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Bytes">The bytes of their keys, in UTF-8, and of their documents.</param>
public sealed record KeyValueUsage(long Entries, long Bytes);
