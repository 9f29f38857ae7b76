namespace Jobico.Storage.Sqlite.Events;

/// <summary>How much memory ready events may take over all queues.</summary>
internal sealed class ReadyMemory(long limitBytes)
{
    private long _used;

    /// <summary>Takes room if there is.</summary>
    internal bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limitBytes)
            return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>Takes room whether or not there is: for what somebody is about to lease.</summary>
    internal void Take(int bytes) => Interlocked.Add(ref _used, bytes);

    internal void GiveBack(int bytes) => Interlocked.Add(ref _used, -bytes);
}
