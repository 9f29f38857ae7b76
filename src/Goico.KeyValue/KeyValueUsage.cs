namespace Goico.KeyValue;

/// <summary>What the entries under a prefix amount to.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Bytes">The bytes of their keys and values; history is not counted.</param>
public sealed record KeyValueUsage(long Entries, long Bytes);
