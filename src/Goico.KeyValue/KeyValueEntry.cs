namespace Goico.KeyValue;

/// <summary>One key with its current value. Two entries are best compared by <paramref name="Revision"/>,
/// which is unique in the store: record equality compares the value's memory, not its bytes.</summary>
/// <param name="Key">The key, 1 to 512 bytes of UTF-8.</param>
/// <param name="Value">The value's bytes; may be empty. The memory belongs to the receiver.</param>
/// <param name="Revision">The store-wide revision of the write that made this value, from 1.</param>
public sealed record KeyValueEntry(string Key, ReadOnlyMemory<byte> Value, long Revision);
