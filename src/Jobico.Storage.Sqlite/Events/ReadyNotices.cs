using System.Threading.Channels;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>Queues that may have become non-empty, each at most once, on their way to the one that watches.</summary>
internal sealed class ReadyNotices
{
    // As long as there are queues at the most: each is in it once.
    private readonly Channel<QueueState> _notices = Channel.CreateUnbounded<QueueState>(
        new UnboundedChannelOptions { SingleReader = true });

    internal ChannelReader<QueueState> Reader => _notices.Reader;

    /// <summary>Adds a queue; the caller has seen to it that it is not in it.</summary>
    internal void Add(QueueState queue) => _notices.Writer.TryWrite(queue);

    internal void Close() => _notices.Writer.TryComplete();
}
