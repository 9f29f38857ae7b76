namespace Jobico.Storage.Events;

/// <summary>How many events a queue holds, by state.</summary>
/// <param name="Ready">Ready to be leased.</param>
/// <param name="Leased">Leased now.</param>
/// <param name="Waiting">Waiting for a retry.</param>
/// <param name="Dead">Dead letters.</param>
public readonly record struct QueueDepth(long Ready, long Leased, long Waiting, long Dead)
{
    /// <summary>The unfinished ones: ready, leased and waiting.</summary>
    public long Backlog => Ready + Leased + Waiting;
}
