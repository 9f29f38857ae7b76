using System.Runtime.CompilerServices;
using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.Cli.Remote;

/// <summary>
/// Follows executions across broken connections: without gap or double, also when the connection breaks before the
/// first record gave a position to go on from.
/// </summary>
internal sealed class ExecutionTail
{
    private const int PageSize = 1_000;

    /// <summary>The most records that are fetched to close a gap.</summary>
    private const int MaxFilled = 10_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Api.V1.Recorder.RecorderClient _recorder;
    private readonly ExecutionFilter _filter;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _inPlace = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _position;

    /// <summary>The newest record when the tail began or that was given since; empty when there was none.</summary>
    private string _newest = "";

    /// <summary>Makes it.</summary>
    /// <param name="recorder">The Executions Recorder.</param>
    /// <param name="filter">Which executions.</param>
    /// <param name="after">From which position on: "0" for all that is kept, empty for from now.</param>
    /// <param name="time">The clock for pauses.</param>
    public ExecutionTail(
        Api.V1.Recorder.RecorderClient recorder, ExecutionFilter filter, string after, TimeProvider time)
    {
        _recorder = recorder;
        _filter = filter;
        _position = after;
        _time = time;
    }

    /// <summary>Ends once what is committed from then on can't be missed; faults when the first try fails.</summary>
    public Task InPlace => _inPlace.Task;

    /// <summary>Called with the reason when the connection breaks, and with null when it stands again.</summary>
    public Action<RpcException?> ConnectionChanged { get; init; } = _ => { };

    /// <summary>The records, without end.</summary>
    /// <exception cref="RpcException">The first try failed, or the server refuses to be asked like this.</exception>
    public async IAsyncEnumerable<TailItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            RpcException? broken = null;
            await using IAsyncEnumerator<TailItem> items =
                ReadOnceAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await items.MoveNextAsync()) break;
                }
                catch (RpcException fault)
                {
                    broken = fault;
                    break;
                }
                pause = FirstPause;
                yield return items.Current;
            }
            broken ??= new RpcException(new Status(StatusCode.Unavailable, "The server ended the stream."));
            cancellationToken.ThrowIfCancellationRequested();
            if (!_inPlace.Task.IsCompletedSuccessfully || !IsPassing(broken))
            {
                _inPlace.TrySetException(broken);
                // Whoever does not wait for the tail gets the fault here; it need not be observed there.
                _ = _inPlace.Task.Exception;
                throw broken;
            }
            ConnectionChanged(broken);
            await Task.Delay(pause, _time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool IsPassing(RpcException fault) => fault.StatusCode
        is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown
        or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted;

    private async IAsyncEnumerable<TailItem> ReadOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool again = _inPlace.Task.IsCompleted;
        bool hasPosition = _position.Length > 0;
        if (!again && !hasPosition) _newest = await NewestAsync(cancellationToken);
        using AsyncServerStreamingCall<TailItem> call = _recorder.TailExecutions(
            new TailExecutionsRequest { Filter = _filter, After = _position }, cancellationToken: cancellationToken);
        await call.ResponseHeadersAsync;
        _inPlace.TrySetResult();
        if (again) ConnectionChanged(null);
        HashSet<string> given = [];
        if (again && !hasPosition)
        {
            foreach (TailItem missed in await MissedAsync(cancellationToken))
            {
                if (missed.Execution is { } execution)
                {
                    given.Add(execution.Id);
                    _newest = execution.Id;
                }
                yield return missed;
            }
        }
        await foreach (TailItem item in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            _position = item.Position;
            if (item.Execution is null || !given.Remove(item.Execution.Id)) yield return item;
        }
    }

    private async Task<string> NewestAsync(CancellationToken cancellationToken)
    {
        ListExecutionsResponse page = await _recorder.ListExecutionsAsync(
            new ListExecutionsRequest { Filter = _filter, PageSize = 1 }, cancellationToken: cancellationToken);
        return page.Executions.Count > 0 ? page.Executions[0].Id : "";
    }

    /// <summary>What was committed since the newest known record, oldest first.</summary>
    private async Task<IReadOnlyList<TailItem>> MissedAsync(CancellationToken cancellationToken)
    {
        var missed = new List<TailItem>();
        string token = "";
        do
        {
            ListExecutionsResponse page = await _recorder.ListExecutionsAsync(
                new ListExecutionsRequest { Filter = _filter, PageSize = PageSize, PageToken = token },
                cancellationToken: cancellationToken);
            foreach (Execution execution in page.Executions)
            {
                if (execution.Id == _newest) return Ordered();
                missed.Add(new TailItem { Execution = execution });
            }
            token = page.NextPageToken;
        }
        while (token.Length > 0 && missed.Count < MaxFilled);
        return Ordered();

        IReadOnlyList<TailItem> Ordered()
        {
            missed.Reverse();
            return missed;
        }
    }
}
