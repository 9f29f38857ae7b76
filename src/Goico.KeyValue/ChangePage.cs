namespace Goico.KeyValue;

/// <summary>A bounded piece of a watch.</summary>
/// <param name="Changes">The changes under the watched prefix, in order.</param>
/// <param name="Reached">The revision up to which the watcher now knows everything.</param>
/// <param name="IsLast">True if nothing was committed after <paramref name="Reached"/> when this was read.</param>
internal readonly record struct ChangePage(List<KeyValueChange> Changes, long Reached, bool IsLast);
