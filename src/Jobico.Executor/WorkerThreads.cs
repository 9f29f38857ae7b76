namespace Jobico.Executor;

/// <summary>
/// Threads of our own for running guests: a guest occupies its thread until it ends, and on the shared pool a few of
/// them would starve the web server. A thread is started when there is work and none is free.
/// </summary>
/// <remarks>
/// Of the idle threads the one that slept last is woken, whose stack is still in the processor's cache; and idle
/// threads
/// do not spin, which on a machine with few processors takes time from the very thread that is to bring the work.
/// </remarks>
internal sealed class WorkerThreads(int max) : TaskScheduler, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Task> _waiting = new();
    private readonly Stack<Worker> _idle = new();
    private readonly List<Thread> _threads = [];
    private bool _ending;

    public override int MaximumConcurrencyLevel => max;

    /// <summary>Ends the threads once nothing is queued, and waits for them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            while (_idle.TryPop(out Worker? worker)) worker.Wake(null);
        }
        foreach (Thread thread in _threads) thread.Join();
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            if (_idle.TryPop(out Worker? worker)) worker.Wake(task);
            else if (_threads.Count < max && !_ending) Start(task);
            else _waiting.Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate) return [.. _waiting];
    }

    private void Start(Task first)
    {
        var worker = new Worker();
        var thread = new Thread(() => Work(worker, first))
        {
            IsBackground = true,
            Name = $"jobico worker {_threads.Count + 1}",
        };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work(Worker worker, Task first)
    {
        for (Task? task = first; task is not null; task = Next(worker)) TryExecuteTask(task);
    }

    private Task? Next(Worker worker)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out Task? task)) return task;
            if (_ending) return null;
            _idle.Push(worker);
        }
        return worker.Sleep();
    }

    /// <summary>Where one thread sleeps until it is handed a task, or nothing at the end.</summary>
    private sealed class Worker
    {
        private readonly object _monitor = new();
        private Task? _task;
        private bool _woken;

        public void Wake(Task? task)
        {
            lock (_monitor)
            {
                _task = task;
                _woken = true;
                Monitor.Pulse(_monitor);
            }
        }

        public Task? Sleep()
        {
            lock (_monitor)
            {
                while (!_woken) Monitor.Wait(_monitor);
                _woken = false;
                return _task;
            }
        }
    }
}
