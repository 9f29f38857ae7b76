namespace Jobico.Storage.KeyValue;

/// <summary>What became of a put: a closed set.</summary>
public abstract record PutResult
{
    private PutResult()
    {
    }

    /// <summary>It is durable.</summary>
    /// <param name="Revision">Its revision.</param>
    public sealed record Written(long Revision) : PutResult;

    /// <summary>Nothing was written: the entry is not at the revision expected.</summary>
    /// <param name="Current">What is there; null for nothing.</param>
    public sealed record Conflict(KeyValueItem? Current) : PutResult;
}
