namespace Jobico.Storage.Sqlite.Events;

/// <summary>How many events a queue holds by what is on disk, where a leased one is a ready one.</summary>
internal readonly record struct QueueCounts(long Ready, long Waiting, long Dead)
{
    public static QueueCounts operator +(QueueCounts left, QueueCounts right) =>
        new(left.Ready + right.Ready, left.Waiting + right.Waiting, left.Dead + right.Dead);
}
