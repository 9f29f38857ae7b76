using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Model;
using Jobico.Storage;
using Jobico.Storage.Executions;
using ExecutionFilter = Jobico.Storage.Executions.ExecutionFilter;
using Outcome = Jobico.Model.Executions.ExecutionOutcome;
using StoredTailItem = Jobico.Storage.Executions.TailItem;
using TailItem = Jobico.Api.V1.TailItem;

namespace Jobico.Recorder;

/// <summary>The Executions Recorder's door: the records of all attempts, to query and to follow.</summary>
public sealed class RecorderService : Api.V1.Recorder.RecorderBase
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 1_000;

    private readonly IExecutionLog _log;
    private readonly RecorderLifetime _lifetime;

    /// <summary>Makes it.</summary>
    public RecorderService(IStorageEngine engine, RecorderLifetime lifetime)
    {
        _log = engine.Executions;
        _lifetime = lifetime;
    }

    /// <inheritdoc/>
    public override async Task<ListExecutionsResponse> ListExecutions(
        ListExecutionsRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > MaxPageSize)
        {
            throw Invalid($"page_size is {request.PageSize}: it takes 1 to {MaxPageSize}, or 0 for {DefaultPageSize}.");
        }
        ExecutionPage page = await _log.QueryAsync(
            Filter(request.Filter),
            Position(request.PageToken, "page_token"),
            request.PageSize == 0 ? DefaultPageSize : request.PageSize,
            context.CancellationToken);
        var response = new ListExecutionsResponse { NextPageToken = page.Next?.Value ?? "" };
        response.Executions.AddRange(page.Records.Select(ExecutionMessages.From));
        return response;
    }

    /// <inheritdoc/>
    public override async Task TailExecutions(
        TailExecutionsRequest request, IServerStreamWriter<TailItem> responseStream, ServerCallContext context)
    {
        ExecutionFilter filter = Filter(request.Filter);
        LogPosition? after = Position(request.After, "after");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, _lifetime.Stopping);
        await using IAsyncEnumerator<StoredTailItem> tail =
            _log.TailAsync(filter, after, ends.Token).GetAsyncEnumerator(ends.Token);
        try
        {
            // The first step puts the tail in place; only then may the caller rely on missing nothing.
            ValueTask<bool> next = tail.MoveNextAsync();
            await context.WriteResponseHeadersAsync([]);
            while (await next)
            {
                await responseStream.WriteAsync(ExecutionMessages.From(tail.Current), ends.Token);
                next = tail.MoveNextAsync();
            }
        }
        catch (OperationCanceledException) when (_lifetime.Stopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(
                StatusCode.Unavailable, "The server is stopping: tail again from the last position you got."));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The reader has gone.
        }
    }

    private static ExecutionFilter Filter(Api.V1.ExecutionFilter? filter)
    {
        filter ??= new Api.V1.ExecutionFilter();
        string tenantText = filter.Tenant.Length == 0 ? TenantId.Default.Value : filter.Tenant;
        if (!TenantId.TryParse(tenantText, out TenantId tenant))
        {
            throw Invalid($"'{filter.Tenant}' is no tenant id: it takes {Identifier.Rule}.");
        }
        return new ExecutionFilter
        {
            Tenant = tenant,
            Job = filter.Job.Length == 0 ? null : filter.Job,
            Event = filter.Event.Length == 0 ? null : filter.Event,
            Outcome = filter.Outcome == Api.V1.Outcome.Unspecified ? null : (Outcome)filter.Outcome,
        };
    }

    private static LogPosition? Position(string text, string field)
    {
        if (text.Length == 0) return null;
        return text.Length <= 64 && text.All(char.IsAsciiLetterOrDigit)
            ? new LogPosition(text)
            : throw Invalid($"{field} is no position: take it from a response as it is.");
    }

    private static RpcException Invalid(string message) => new(new Status(StatusCode.InvalidArgument, message));
}
