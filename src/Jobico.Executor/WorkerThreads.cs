namespace Jobico.Executor;

/// <summary>
/// Threads of our own for running guests: a guest occupies its thread until it ends, and on the shared pool a few of
/// them would starve the web server. A thread is started when there is work and none is free.
/// </summary>
/// <remarks>
/// Idle threads sleep on a monitor: the framework's blocking collections spin first, which on a machine with few
/// processors takes time from the very thread that is to bring the work.
/// </remarks>
internal sealed class WorkerThreads(int max) : TaskScheduler, IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Task> _tasks = new();
    private readonly List<Thread> _threads = [];
    private int _sleeping;
    private bool _ending;

    public override int MaximumConcurrencyLevel => max;

    /// <summary>Ends the threads once nothing is queued, and waits for them.</summary>
    public void Dispose()
    {
        Thread[] threads;
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
            threads = [.. _threads];
        }
        foreach (Thread thread in threads) thread.Join();
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _tasks.Enqueue(task);
            if (_sleeping >= _tasks.Count) Monitor.Pulse(_gate);
            else if (_threads.Count < max) StartThread();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate) return [.. _tasks];
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"jobico worker {_threads.Count + 1}" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        while (Next() is { } task) TryExecuteTask(task);
    }

    private Task? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_tasks.TryDequeue(out Task? task)) return task;
                if (_ending) return null;
                _sleeping++;
                Monitor.Wait(_gate);
                _sleeping--;
            }
        }
    }
}
