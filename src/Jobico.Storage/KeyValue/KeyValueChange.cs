namespace Jobico.Storage.KeyValue;

/// <summary>What a watch yields: a closed set.</summary>
public abstract record KeyValueChange
{
    private KeyValueChange()
    {
    }

    /// <summary>An entry is there or was written.</summary>
    /// <param name="Item">The entry.</param>
    public sealed record Put(KeyValueItem Item) : KeyValueChange;

    /// <summary>An entry was removed.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Revision">The revision of its removal.</param>
    public sealed record Deleted(string Key, long Revision) : KeyValueChange;

    /// <summary>Everything that was there when the watch began has been yielded.</summary>
    public sealed record Current : KeyValueChange
    {
        /// <summary>The one instance.</summary>
        public static readonly Current Instance = new();

        private Current()
        {
        }
    }

    /// <summary>Changes were missed: forget all entries; they follow again from the beginning.</summary>
    public sealed record Reset : KeyValueChange
    {
        /// <summary>The one instance.</summary>
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }
}
