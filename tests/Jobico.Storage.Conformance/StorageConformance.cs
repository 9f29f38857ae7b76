using System.Text;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;
using Microsoft.Extensions.Time.Testing;

namespace Jobico.Storage.Conformance;

/// <summary>What all suites share: an engine on a clock that the test turns, and words for common steps.</summary>
public abstract class StorageConformance : IAsyncLifetime
{
    protected static readonly TenantId Tenant = TenantId.Parse("acme");
    protected static readonly EventRoute Route = new(Tenant, "orders", "job1", "created");
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Longer than an engine may round a lease's end.</summary>
    protected static readonly TimeSpan PastMinute = TimeSpan.FromSeconds(65);

    private IStorageEngine? _engine;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    protected IStorageEngine Engine => _engine!;

    protected IEventStore Events => Engine.Events;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens an engine on empty data.</summary>
    protected abstract Task<IStorageEngine> OpenAsync(TimeProvider time);

    /// <summary>Closes the engine and opens another on the same data.</summary>
    protected abstract Task<IStorageEngine> ReopenAsync();

    public async ValueTask InitializeAsync() => _engine = await OpenAsync(Time);

    public virtual async ValueTask DisposeAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task Reopen() => _engine = await ReopenAsync();

    protected static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    protected async Task<EventId[]> Accept(EventRoute route, params string[] data)
    {
        EnqueueResult result = await Events.EnqueueAsync(route, [.. data.Select(Utf8)], long.MaxValue, Ct);
        return [.. Assert.IsType<EnqueueResult.Accepted>(result).Ids];
    }

    protected Task<EventId[]> AcceptNumbered(int count) =>
        Accept(Route, [.. Enumerable.Range(0, count).Select(i => $"{i}")]);

    protected async Task<IReadOnlyList<LeasedEvent>> Lease(int max = 1, EventRoute? route = null) =>
        await Events.LeaseAsync((route ?? Route).QueueKey, max, Minute, Ct);

    protected async Task<LeasedEvent> LeaseOne(EventRoute? route = null) => Assert.Single(await Lease(1, route));

    /// <summary>Leases until there are as many as wanted, waiting for notices in between.</summary>
    protected async Task<List<LeasedEvent>> LeaseWhenReady(int count, EventRoute? route = null)
    {
        QueueKey queue = (route ?? Route).QueueKey;
        var leased = new List<LeasedEvent>();
        await foreach (QueueKey ready in Events.WatchReadyAsync(Ct))
        {
            if (ready == queue)
                leased.AddRange(await Lease(count - leased.Count, route));
            if (leased.Count == count)
                break;
        }
        return leased;
    }

    protected Attempt Ran(ExecutionOutcome outcome = ExecutionOutcome.Ok, string result = "{}") => new()
    {
        Outcome = outcome,
        Result = Utf8(result),
        StartedAt = Time.GetUtcNow(),
        Duration = TimeSpan.FromMilliseconds(3),
    };

    protected async Task<CompletionResult> Complete(
        LeasedEvent lease, EventDisposition? disposition = null, params NextEvent[] next) =>
        await Events.CompleteAsync(
            new Completion(lease, Ran(), disposition ?? EventDisposition.Done.Instance, next), Ct);

    protected async Task<IReadOnlyList<EventId>> MustComplete(
        LeasedEvent lease, EventDisposition? disposition = null, params NextEvent[] next) =>
        Assert.IsType<CompletionResult.Committed>(await Complete(lease, disposition, next)).NextIds;

    protected async Task<QueueDepth> Depth(EventRoute? route = null) =>
        await Events.GetDepthAsync((route ?? Route).QueueKey, Ct);

    protected async Task<IReadOnlyList<DeadLetter>> DeadLetters(string? queue = null) =>
        await Events.ListDeadLettersAsync(Tenant, queue, null, 1000, Ct);

    /// <summary>All records, oldest first.</summary>
    protected async Task<List<ExecutionRecord>> Records(ExecutionFilter? filter = null)
    {
        var all = new List<ExecutionRecord>();
        LogPosition? before = null;
        do
        {
            ExecutionPage page = await Engine.Executions.QueryAsync(filter ?? ExecutionFilter.All, before, 100, Ct);
            all.AddRange(page.Records);
            before = page.Next;
        }
        while (before is not null);
        all.Reverse();
        return all;
    }
}
