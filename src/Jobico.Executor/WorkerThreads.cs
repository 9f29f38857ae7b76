using System.Collections.Concurrent;

namespace Jobico.Executor;

/// <summary>
/// Threads of our own for running guests: a guest occupies its thread until it ends, and on the shared pool a few of
/// them would starve the web server. A thread is started when there is work and none is free.
/// </summary>
internal sealed class WorkerThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly int _max;
    private readonly List<Thread> _threads = [];
    private int _free;

    public WorkerThreads(int max) => _max = max;

    public override int MaximumConcurrencyLevel => _max;

    /// <summary>Lets the threads end once nothing is queued.</summary>
    public void Dispose()
    {
        _tasks.CompleteAdding();
        foreach (Thread thread in _threads) thread.Join();
        _tasks.Dispose();
    }

    protected override void QueueTask(Task task)
    {
        lock (_threads)
        {
            if (_free > 0) _free--;
            else if (_threads.Count < _max) StartThread();
        }
        _tasks.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"jobico worker {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        foreach (Task task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
            lock (_threads) _free++;
        }
    }
}
