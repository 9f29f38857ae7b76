namespace Goico.KeyValue;

/// <summary>What stood under a prefix at one revision. A watch that starts after <paramref name="Revision"/>
/// continues exactly where the snapshot ends: nothing is missed and nothing comes twice.</summary>
/// <param name="Revision">The store's revision at the moment of the snapshot; 0 for a store never written.</param>
/// <param name="Entries">The entries under the prefix, in key order (by UTF-8 bytes).</param>
public sealed record KeyValueSnapshot(long Revision, IReadOnlyList<KeyValueEntry> Entries);
