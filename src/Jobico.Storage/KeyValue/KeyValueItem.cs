namespace Jobico.Storage.KeyValue;

/// <summary>An entry.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The document.</param>
/// <param name="Revision">The revision of the write that made it so.</param>
public sealed record KeyValueItem(string Key, ReadOnlyMemory<byte> Value, long Revision);
