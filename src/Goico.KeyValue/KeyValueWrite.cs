namespace Goico.KeyValue;

/// <summary>What became of a put or a delete: one of the nested records, and no other.</summary>
public abstract record KeyValueWrite
{
    private KeyValueWrite()
    {
    }

    /// <summary>The write is on disk.</summary>
    /// <param name="Revision">The revision it was given.</param>
    public sealed record Written(long Revision) : KeyValueWrite;

    /// <summary>The key was not at the expected revision; nothing was changed.</summary>
    /// <param name="Current">What stands there, or null if the key does not exist.</param>
    public sealed record Conflict(KeyValueEntry? Current) : KeyValueWrite;

    /// <summary>A delete found no such key, and was not told to expect one; nothing was changed.</summary>
    public sealed record NotFound : KeyValueWrite;

    /// <summary>The value is larger than the store takes; nothing was changed.</summary>
    /// <param name="LimitBytes">The largest value the store takes, in bytes.</param>
    public sealed record TooLarge(int LimitBytes) : KeyValueWrite;
}
