using System.Diagnostics.CodeAnalysis;

namespace Goico.Hosting.Logging;

/// <summary>
/// Hands lines to an output that may be slow. Writers never wait for it: when the queue is full a line is dropped and
/// counted, and the count is written as soon as there is room.
/// </summary>
[SuppressMessage(
    "Usage",
    "CA2213:Disposable fields should be disposed",
    Justification = "The output belongs to whoever opened it.")]
internal sealed class LogQueue : IDisposable
{
    internal const int Capacity = 4096;

    // How long the last lines may take to leave at the end; a blocked pipe must not keep the process.
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(2);
    private readonly object _lock = new();
    private readonly Stream _output;
    private readonly Func<long, byte[]> _describeDrops;
    private readonly Thread _writer;
    private List<byte[]> _waiting = [];
    private long _dropped;
    private bool _completed;

    public LogQueue(Stream output, Func<long, byte[]> describeDrops)
    {
        _output = output;
        _describeDrops = describeDrops;
        // A thread of its own: writing blocks when the reader of a pipe does, and must not take one from the pool.
        _writer = new Thread(Run) { IsBackground = true, Name = "log writer" };
        _writer.Start();
    }

    public void Write(byte[] line)
    {
        lock (_lock)
        {
            if (_completed || _waiting.Count >= Capacity)
            {
                _dropped++;
                return;
            }

            _waiting.Add(line);
            if (_waiting.Count == 1) Monitor.Pulse(_lock);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _completed = true;
            Monitor.Pulse(_lock);
        }

        _writer.Join(FlushLimit);
    }

    private void Run()
    {
        List<byte[]> batch = [];
        while (TryTake(ref batch, out long dropped)) WriteBatch(batch, dropped);
    }

    private bool TryTake(ref List<byte[]> batch, out long dropped)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && _dropped == 0 && !_completed) Monitor.Wait(_lock);
            batch.Clear();
            (batch, _waiting) = (_waiting, batch);
            dropped = _dropped;
            _dropped = 0;
            return batch.Count > 0 || dropped > 0;
        }
    }

    private void WriteBatch(List<byte[]> batch, long dropped)
    {
        try
        {
            foreach (byte[] line in batch) _output.Write(line);
            if (dropped > 0) _output.Write(_describeDrops(dropped));
            _output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The reader of the log is gone. The service is not: it goes on without these lines, and says so if the
            // output comes back.
            lock (_lock) if (!_completed) _dropped += batch.Count;
            PauseUntilNextLine();
        }
    }

    private void PauseUntilNextLine()
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_completed) Monitor.Wait(_lock);
        }
    }
}
