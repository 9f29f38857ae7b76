namespace Jobico.Storage.Sqlite.Events;

/// <summary>When the first of the waiting events is due: all that memory knows of them.</summary>
internal sealed class DueClock : IDisposable
{
    /// <summary>The clock on the wall may jump, so it is looked at again at least so often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _first = long.MaxValue;

    /// <param name="time">The clock.</param>
    /// <param name="onDue">Called when events may be due; must be quick.</param>
    internal DueClock(TimeProvider time, Action onDue)
    {
        _time = time;
        _timer = time.CreateTimer(_ => OnTimer(onDue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An event is due at this time, in milliseconds since 1970.</summary>
    internal void Add(long dueAt)
    {
        lock (_gate)
        {
            if (dueAt < _first)
                Arm(dueAt);
        }
    }

    /// <summary>The first event is due at this time; null when none waits.</summary>
    internal void Set(long? dueAt)
    {
        lock (_gate)
        {
            Arm(dueAt ?? long.MaxValue);
        }
    }

    /// <summary>Tries again a little later, after a failure.</summary>
    internal void Delay(TimeSpan wait)
    {
        lock (_gate)
        {
            _first = long.MinValue;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer(Action onDue)
    {
        lock (_gate)
        {
            if (_first > _time.GetUtcNow().ToUnixTimeMilliseconds())
            {
                Arm(_first);
                return;
            }
        }
        onDue();
    }

    private void Arm(long dueAt)
    {
        _first = dueAt;
        if (dueAt == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }
        double wait = (DateTimeOffset.FromUnixTimeMilliseconds(dueAt) - _time.GetUtcNow()).TotalMilliseconds;
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait), 0, LongestWait.TotalMilliseconds)),
            Timeout.InfiniteTimeSpan);
    }
}
