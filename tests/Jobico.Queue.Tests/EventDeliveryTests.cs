using System.Text;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using static Jobico.Queue.Tests.DeliveryBench;

namespace Jobico.Queue.Tests;

public sealed class EventDeliveryTests
{
    private const string TwoQueues = """
        id: job
        queues:
          - {id: a, concurrency: 2, retry: {attempts: 2, backoff: fixed, initial: 1ms}}
          - {id: b}
        jobs:
          - event: {id: ev-a, schema: {schemaref: s.json}, supplierqueue: a, runtime: r}
          - event: {id: ev-b, schema: {schemaref: s.json}, supplierqueue: b, runtime: r}
        runtimes:
          - {id: r, moduleref: m.wasm}
        """;

    private const string Chain = """
        id: job
        jobs:
          - event: {id: first, schema: {schemaref: s.json}, supplierqueue: q, runtime: r}
            result:
              ok: {id: good, schema: {schemaref: s.json}, supplierqueue: outside}
              error: {id: bad, schema: {schemaref: s.json}, supplierqueue: outside}
        queues: [{id: q, retry: {attempts: 1}}, {id: outside}]
        runtimes:
          - {id: r, moduleref: m.wasm}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_OfOneQueue_KeepsTheOrderAccepted_WithinItsConcurrency()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        IReadOnlyList<EventId> ids = await bench.EnqueueAsync("ev-a", Token, "1", "2", "3", "4");

        DeliveredEvent first = await bench.TakeAsync(Token);
        DeliveredEvent second = await bench.TakeAsync(Token);
        Task<DeliveredEvent> third = bench.Delivery.TakeAsync(Token).AsTask();
        Assert.False(third.IsCompleted);
        await bench.Delivery.ReportAsync(first, Attempt());

        Assert.Equal(ids.Take(3), [first.Lease.Id, second.Lease.Id, (await third).Lease.Id]);
    }

    [Fact]
    public async Task Take_WithTwoQueuesFull_GivesThemTurns()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        await bench.EnqueueAsync("ev-a", Token, [.. Enumerable.Range(0, 100).Select(n => $"{n}")]);
        await bench.EnqueueAsync("ev-b", Token, [.. Enumerable.Range(0, 100).Select(n => $"{n}")]);
        // Both queues are leased ahead once each has given one.
        var taken = new List<string>();
        for (int turn = 0; turn < 40; turn++)
        {
            DeliveredEvent delivered = await bench.TakeAsync(Token);
            taken.Add(delivered.Lease.Route.Event);
            await bench.Delivery.ReportAsync(delivered, Attempt());
        }

        Assert.InRange(taken.Skip(20).Count(name => name == "ev-b"), 8, 12);
    }

    [Fact]
    public async Task Report_OfAFault_IsRetriedAndThenADeadLetter()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        IReadOnlyList<EventId> ids = await bench.EnqueueAsync("ev-a", Token, "1");

        for (int attempt = 1; attempt <= 2; attempt++)
        {
            DeliveredEvent delivered = await bench.TakeAsync(Token);
            Assert.Equal((ids[0], attempt), (delivered.Lease.Id, delivered.Lease.Attempt));
            await bench.Delivery.ReportAsync(delivered, Attempt(ExecutionOutcome.Trap, fault: "unreachable"));
        }

        IReadOnlyList<ExecutionRecord> records = await bench.RecordsAsync(2, Token);
        Assert.Equal(
            [ExecutionDisposition.Retried, ExecutionDisposition.DeadLettered],
            records.Select(record => record.Disposition));
        DeadLetter letter = Assert.Single(
            await bench.Engine.Events.ListDeadLettersAsync(Tenant, "a", null, 10, Token));
        Assert.Contains("unreachable", letter.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("hello \"you\"", """{"result":"hello \u0022you\u0022"}""")]
    [InlineData("", """{"result":""}""")]
    [InlineData("{\"a\":1} x", """{"result":"{\u0022a\u0022:1} x"}""")]
    public async Task Report_Ok_MakesTheNextEventOfTheResult(string result, string expected)
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(Chain, Token);
        IReadOnlyList<EventId> ids = await bench.EnqueueAsync("first", Token, "1");

        await bench.Delivery.ReportAsync(await bench.TakeAsync(Token), Attempt(result: result));
        await bench.RecordsAsync(1, Token);

        LeasedEvent next = await LeaseOutsideAsync(bench);
        Assert.Equal(("good", 1, ids[0]), (next.Route.Event, next.Depth, next.Parent!.Value));
        Assert.Equal(expected, Encoding.UTF8.GetString(next.Data.Span));
    }

    [Fact]
    public async Task Report_OfACode_MakesTheErrorEvent()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(Chain, Token);
        await bench.EnqueueAsync("first", Token, """{"n":1}""");

        await bench.Delivery.ReportAsync(
            await bench.TakeAsync(Token), Attempt(ExecutionOutcome.Error, "no stock", code: 7));
        await bench.RecordsAsync(1, Token);

        LeasedEvent next = await LeaseOutsideAsync(bench);
        Assert.Equal("bad", next.Route.Event);
        Assert.Equal(
            """{"code":7,"message":"no stock","event":{"n":1}}""", Encoding.UTF8.GetString(next.Data.Span));
    }

    [Fact]
    public async Task Report_OfAResultThatMisfits_MakesADeadLetterThatSaysWhere()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(Chain, Token, """{"properties":{"n":{"type":"integer"}}}""");
        await bench.EnqueueAsync("first", Token, """{"n":1}""");

        await bench.Delivery.ReportAsync(await bench.TakeAsync(Token), Attempt(result: """{"n":"x"}"""));
        await bench.RecordsAsync(1, Token);

        DeadLetter letter = Assert.Single(
            await bench.Engine.Events.ListDeadLettersAsync(Tenant, "outside", null, 10, Token));
        Assert.Equal("good", letter.Route.Event);
        Assert.Contains("/n", letter.Reason, StringComparison.Ordinal);
        Assert.Contains("s.json", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_WithoutADefinitionAnyMore_BecomeDeadLetters()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        var orphan = new EventRoute(Tenant, "a", "job", "renamed");
        await bench.Engine.Events.EnqueueAsync(orphan, ["1"u8.ToArray()], 10, Token);

        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<DeliveredEvent> taker = bench.Delivery.TakeAsync(noMore.Token).AsTask();
        ExecutionRecord record = Assert.Single(await bench.RecordsAsync(1, Token));
        await noMore.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taker);

        Assert.Equal(
            (ExecutionOutcome.Unrunnable, ExecutionDisposition.DeadLettered),
            (record.Attempt.Outcome, record.Disposition));
    }

    [Fact]
    public async Task Take_ForATenantThatHasItsShare_LeavesTheRestToOthers()
    {
        await using DeliveryBench bench = await StartAsync(Token, new QueueOptions { MaxRunningPerTenant = 3 });
        await bench.DeployAsync(TwoQueues, Token);
        await bench.EnqueueAsync("ev-a", Token, "1", "2", "3");
        await bench.EnqueueAsync("ev-b", Token, "1", "2", "3");
        var running = new List<DeliveredEvent>();
        for (int count = 0; count < 3; count++) running.Add(await bench.TakeAsync(Token));

        Task<DeliveredEvent> fourth = bench.Delivery.TakeAsync(Token).AsTask();
        Assert.False(fourth.IsCompleted);
        await bench.Delivery.ReportAsync(running[0], Attempt());

        await fourth.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Drain_GivesBackWhatWasLeasedAhead_AndCommitsWhatWasReported()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        await bench.EnqueueAsync("ev-b", Token, [.. Enumerable.Range(0, 50).Select(n => $"{n}")]);
        DeliveredEvent delivered = await bench.TakeAsync(Token);
        await bench.Delivery.ReportAsync(delivered, Attempt());

        await bench.Delivery.DrainAsync(Token);

        QueueDepth depth = await bench.Engine.Events.GetDepthAsync(new QueueKey(Tenant, "b"), Token);
        Assert.Equal((49, 0), (depth.Ready, depth.Leased));
        IReadOnlyList<LeasedEvent> again = await bench.Engine.Events.LeaseAsync(
            new QueueKey(Tenant, "b"), 1, TimeSpan.FromMinutes(1), Token);
        Assert.Equal(1, again[0].Attempt);
    }

    [Fact]
    public async Task Release_PutsTheEventBack_WithoutCountingTheAttempt()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        await bench.EnqueueAsync("ev-a", Token, "1");

        DeliveredEvent delivered = await bench.TakeAsync(Token);
        await bench.Delivery.ReleaseAsync(delivered);
        DeliveredEvent again = await bench.TakeAsync(Token);

        Assert.Equal((delivered.Lease.Id, 1), (again.Lease.Id, again.Lease.Attempt));
    }

    [Fact]
    public async Task ManyEvents_OverManyTakers_AreEachRecordedOnce()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(TwoQueues, Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] takers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await bench.Delivery.ReportAsync(await bench.Delivery.TakeAsync(stop.Token), Attempt());
                }
            },
            Token))];
        for (int batch = 0; batch < 40; batch++)
        {
            await bench.EnqueueAsync(
                batch % 3 == 0 ? "ev-a" : "ev-b", Token, [.. Enumerable.Range(0, 50).Select(n => $"{n}")]);
        }

        IReadOnlyList<ExecutionRecord> records = await bench.RecordsAsync(2_000, Token);

        Assert.Equal(2_000, records.Select(record => record.Id).Distinct().Count());
        await stop.CancelAsync();
        foreach (Task taker in takers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taker);
    }

    private static async Task<LeasedEvent> LeaseOutsideAsync(DeliveryBench bench) => Assert.Single(
        await bench.Engine.Events.LeaseAsync(
            new QueueKey(Tenant, "outside"), 10, TimeSpan.FromMinutes(1), Token));
}
