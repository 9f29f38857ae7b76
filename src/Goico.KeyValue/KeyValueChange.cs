namespace Goico.KeyValue;

/// <summary>One item of a watch: one of the nested records, and no other.</summary>
public abstract record KeyValueChange
{
    private KeyValueChange()
    {
    }

    /// <summary>A key got a value.</summary>
    /// <param name="Entry">The key, the value and the revision of this very write, even if it was overwritten
    /// since.</param>
    public sealed record Put(KeyValueEntry Entry) : KeyValueChange;

    /// <summary>A key was deleted.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Revision">The revision of the delete.</param>
    public sealed record Deleted(string Key, long Revision) : KeyValueChange;

    /// <summary>The store can't tell what came next: the history the watcher needs is compacted, or the watcher
    /// asked for a revision that this store has not reached (it was replaced by an older one). This is the last
    /// item. Take a snapshot, and watch from its revision.</summary>
    /// <param name="OldestAvailableRevision">The first revision that history still holds.</param>
    public sealed record Lost(long OldestAvailableRevision) : KeyValueChange;
}
