using System.Threading.Tasks.Sources;

namespace Jobico.Storage.Sqlite.Writing;

/// <summary>
/// One mutation on its way through the writer: applied inside a transaction together with others, then, once that is
/// on disk, published to what memory knows and answered; or failed, with memory as it was before.
/// </summary>
internal abstract class Operation
{
    /// <summary>What it adds to a batch's bytes.</summary>
    internal virtual int Bytes => 0;

    /// <summary>Ends the call before it is applied, if its caller has given up by then; true if so.</summary>
    internal virtual bool TryCancel() => false;

    /// <summary>Writes to the database. On the writer's thread, inside the transaction.</summary>
    internal abstract void Apply(Transaction transaction);

    /// <summary>Changes what memory knows, after the commit. Must not throw.</summary>
    internal abstract void Publish();

    /// <summary>Answers the caller, after all of the batch is published.</summary>
    internal virtual void Answer()
    {
    }

    /// <summary>Takes back what <see cref="Apply"/> (which may not have been reached) marked in memory, and answers
    /// with the fault.</summary>
    internal abstract void Fail(Exception fault);
}

/// <summary>An operation that somebody waits for.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class Operation<T> : Operation, IValueTaskSource<T>
{
    private readonly CancellationToken _cancellation;
    private ManualResetValueTaskSourceCore<T> _source;

    protected Operation(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        // The writer's thread must never run its callers' code.
        _source.RunContinuationsAsynchronously = true;
    }

    /// <summary>The answer to come; to be awaited once.</summary>
    internal ValueTask<T> Task => new(this, _source.Version);

    /// <summary>The answer, once it is known.</summary>
    protected abstract T Result { get; }

    internal override bool TryCancel()
    {
        if (!_cancellation.IsCancellationRequested)
            return false;
        _source.SetException(new OperationCanceledException(_cancellation));
        return true;
    }

    internal override void Answer() => _source.SetResult(Result);

    internal override void Fail(Exception fault) => _source.SetException(fault);

    T IValueTaskSource<T>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
