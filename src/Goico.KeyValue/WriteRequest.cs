namespace Goico.KeyValue;

/// <summary>One write on its way to the writer. It can be cancelled until the writer takes it up.</summary>
internal sealed class WriteRequest(string key, byte[] keyBytes, ReadOnlyMemory<byte>? value, long? expectedRevision)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<KeyValueWrite> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _phase = Waiting;

    internal string Key => key;

    internal byte[] KeyBytes => keyBytes;

    /// <summary>The new value, or null to delete.</summary>
    internal ReadOnlyMemory<byte>? Value => value;

    internal long? ExpectedRevision => expectedRevision;

    internal Task<KeyValueWrite> Completion => _completion.Task;

    internal bool TryTake() => Interlocked.CompareExchange(ref _phase, Taken, Waiting) == Waiting;

    internal void TryCancel(CancellationToken ct)
    {
        if (Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) == Waiting)
        {
            _completion.SetCanceled(ct);
        }
    }

    internal void Complete(KeyValueWrite result) => _completion.SetResult(result);

    internal void Fail(Exception fault) => _completion.SetException(fault);
}
