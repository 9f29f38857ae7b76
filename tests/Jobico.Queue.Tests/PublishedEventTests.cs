using System.Text;
using Jobico.Model.Delivery;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using static Jobico.Queue.Tests.DeliveryBench;

namespace Jobico.Queue.Tests;

/// <summary>What a program published comes to be with the end of its run, or not at all.</summary>
public sealed class PublishedEventTests
{
    private const string Numbers = """{"type":"object","properties":{"n":{"type":"integer"}}}""";

    private const string Publisher = """
        id: publisher
        queues: [{id: q, retry: {attempts: 2, backoff: fixed, initial: 1ms}}, {id: outside}]
        jobs:
          - event: {id: first, schema: {schemaref: s.json}, supplierqueue: q, runtime: r}
            result:
              ok: {id: good, schema: {schemaref: s.json}, supplierqueue: outside}
              error: {id: bad, schema: {schemaref: s.json}, supplierqueue: outside}
        runtimes:
          - {id: r, moduleref: m.wasm, publish: [good, theirs, first]}
        """;

    private const string Other = """
        id: other
        queues: [{id: elsewhere}]
        jobs:
          - event: {id: theirs, schema: {schemaref: s.json}, supplierqueue: elsewhere, runtime: r}
            result:
              ok: {id: theirs-done, schema: {schemaref: s.json}, supplierqueue: theirs-outside}
        runtimes:
          - {id: r, moduleref: m.wasm}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_OkWithPublished_CommitsTheRoutedEventAndThenThePublishedOnes()
    {
        await using DeliveryBench bench = await StartBenchAsync();
        EventId id = await RunFirstAsync(
            bench, Attempt(result: "{}", published: [Published("good", """{"n":1}"""), Published("good", "[2]")]));

        IReadOnlyList<LeasedEvent> next = await LeaseAsync(bench, "outside");

        Assert.Equal(["{}", """{"n":1}""", "[2]"], next.Select(Data));
        Assert.All(next, e => Assert.Equal((id, 1, "good"), (e.Parent!.Value, e.Depth, e.Route.Event)));
        Assert.Empty(await DeadLettersAsync(bench));
    }

    [Fact]
    public async Task Report_PublishedOfAnotherJob_GoesToThatJobsQueue()
    {
        await using DeliveryBench bench = await StartBenchAsync();
        await bench.DeployAsync(Other, Token);
        EventId id = await RunFirstAsync(bench, Attempt(published: [Published("theirs", "1")]));

        DeliveredEvent delivered = await bench.TakeAsync(Token);

        Assert.Equal(
            ("theirs", "other", "elsewhere", id, 1),
            (delivered.Lease.Route.Event, delivered.Lease.Route.Job, delivered.Lease.Route.Queue,
                delivered.Lease.Parent!.Value, delivered.Lease.Depth));
    }

    [Theory]
    [InlineData(ExecutionOutcome.Error)]
    [InlineData(ExecutionOutcome.Trap)]
    [InlineData(ExecutionOutcome.Timeout)]
    public async Task Report_NotOk_PublishesNothing(ExecutionOutcome outcome)
    {
        await using DeliveryBench bench = await StartBenchAsync();
        await bench.EnqueueAsync("first", Token, "1");
        int attempts = outcome == ExecutionOutcome.Error ? 1 : 2;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            await bench.Delivery.ReportAsync(
                await bench.TakeAsync(Token),
                Attempt(outcome, code: outcome == ExecutionOutcome.Error ? 1ul : 0, fault: "failed",
                    published: [Published("good", "1"), Published("gone", "1")]));
        }
        await bench.RecordsAsync(attempts, Token);

        LeasedEvent next = Assert.Single(await LeaseAsync(bench, "outside"));
        Assert.Equal("bad", next.Route.Event);
        Assert.Empty(await DeadLettersAsync(bench));
    }

    [Fact]
    public async Task Report_PublishedThatMisfitsTheLiveSchema_IsADeadLetterThatSaysWhereAndBesideIt()
    {
        await using DeliveryBench bench = await StartBenchAsync();
        await bench.DeployAsync(Other, Token, Numbers);
        await RunFirstAsync(bench, Attempt(
            result: "{}", published: [Published("theirs", """{"n":"x"}"""), Published("theirs", """{"n":1}""")]));

        DeadLetter letter = Assert.Single(await DeadLettersAsync(bench));
        Assert.Equal(("theirs", "elsewhere", 1), (letter.Route.Event, letter.Route.Queue, letter.Depth));
        Assert.StartsWith(
            "The data published by event 'first' do not fit schema 's.json' of event 'theirs': /n: ",
            letter.Reason, StringComparison.Ordinal);
        Assert.Equal("""{"n":1}""", Data((await bench.TakeAsync(Token)).Lease));
        Assert.Equal("{}", Data(Assert.Single(await LeaseAsync(bench, "outside"))));
    }

    [Fact]
    public async Task Report_PublishedWhoseDefinitionIsLiveNoMore_IsADeadLetterThatSaysSo()
    {
        await using DeliveryBench bench = await StartBenchAsync();
        await bench.DeployAsync(Other, Token);
        await bench.EnqueueAsync("first", Token, "1");
        DeliveredEvent running = await bench.TakeAsync(Token);
        await bench.UndeployAsync("other", Token);
        await bench.Delivery.ReportAsync(running, Attempt(published: [Published("theirs", """{"n":1}""")]));
        await bench.RecordsAsync(1, Token);

        DeadLetter letter = Assert.Single(await DeadLettersAsync(bench));

        Assert.Equal(
            ("theirs", "q", """{"n":1}""", running.Lease.Id),
            (letter.Route.Event, letter.Route.Queue, Encoding.UTF8.GetString(letter.Data.Span), letter.Parent!.Value));
        Assert.Equal(
            "Event 'first' published it, and no live job of tenant 't1' defines event 'theirs' any more: "
            + "deploy one that does.",
            letter.Reason);
    }

    [Theory]
    [InlineData("not JSON", """{"text":"not JSON"}""")]
    [InlineData("", """{"text":""}""")]
    [InlineData("{}{}", """{"text":"{}{}"}""")]
    [InlineData("\u00ff", """{"text":"\uFFFD"}""")]
    public async Task Report_PublishedThatIsNoJson_IsADeadLetterOfJson(string latin1, string kept)
    {
        await using DeliveryBench bench = await StartBenchAsync();
        await RunFirstAsync(bench, Attempt(
            result: "{}", published: [new PublishedEvent("good", Encoding.Latin1.GetBytes(latin1))]));

        DeadLetter letter = Assert.Single(await DeadLettersAsync(bench));

        Assert.Equal(kept, Encoding.UTF8.GetString(letter.Data.Span));
        Assert.Equal(
            "What event 'first' published as event 'good' is no JSON; it is kept as a text.", letter.Reason);
    }

    [Fact]
    public async Task Report_PublishedForAQueueThatIsFull_IsADeadLetter_SoThatNoProgramMultipliesWithoutEnd()
    {
        await using DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(
            Publisher.Replace("{id: q, ", "{id: q, maxbacklog: 3, ", StringComparison.Ordinal), Token);
        await bench.EnqueueAsync("first", Token, "0");
        for (int run = 1; run <= 5; run++)
        {
            await bench.Delivery.ReportAsync(
                await bench.TakeAsync(Token), Attempt(published: [Published("first", "1"), Published("first", "2")]));
            await bench.RecordsAsync(run, Token);
        }

        QueueDepth depth = await bench.Engine.Events.GetDepthAsync(new QueueKey(Tenant, "q"), Token);
        Assert.InRange(depth.Backlog, 1, 4);
        Assert.InRange(depth.Dead, 4, 9);
        Assert.All(await DeadLettersAsync(bench), letter => Assert.StartsWith(
            "Event 'first' published it, and queue 'q' was full with ", letter.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_PublisherOfItself_EndsInADeadLetterAtTheGreatestDepth()
    {
        await using DeliveryBench bench = await StartAsync(Token, new QueueOptions { MaxChainDepth = 3 });
        await bench.DeployAsync(Publisher, Token);
        await bench.EnqueueAsync("first", Token, "0");
        for (int depth = 0; depth <= 3; depth++)
        {
            DeliveredEvent delivered = await bench.TakeAsync(Token);
            Assert.Equal(depth, delivered.Lease.Depth);
            await bench.Delivery.ReportAsync(delivered, Attempt(published: [Published("first", $"{depth + 1}")]));
        }
        await bench.RecordsAsync(4, Token);

        // The routed event of the last run is as deep as the published one.
        IReadOnlyList<DeadLetter> letters = await DeadLettersAsync(bench);
        Assert.Equal(["good", "first"], letters.Select(letter => letter.Route.Event));
        Assert.All(letters, letter =>
            Assert.StartsWith("The chain of results is longer than 3", letter.Reason, StringComparison.Ordinal));
    }

    private static async Task<DeliveryBench> StartBenchAsync()
    {
        DeliveryBench bench = await StartAsync(Token);
        await bench.DeployAsync(Publisher, Token);
        return bench;
    }

    private static async Task<EventId> RunFirstAsync(DeliveryBench bench, Attempt attempt)
    {
        IReadOnlyList<EventId> ids = await bench.EnqueueAsync("first", Token, "1");
        await bench.Delivery.ReportAsync(await bench.TakeAsync(Token), attempt);
        await bench.RecordsAsync(1, Token);
        return ids[0];
    }

    private static PublishedEvent Published(string id, string data) => new(id, Encoding.UTF8.GetBytes(data));

    private static string Data(LeasedEvent lease) => Encoding.UTF8.GetString(lease.Data.Span);

    private static async Task<IReadOnlyList<LeasedEvent>> LeaseAsync(DeliveryBench bench, string queue) =>
        await bench.Engine.Events.LeaseAsync(new QueueKey(Tenant, queue), 10, TimeSpan.FromMinutes(1), Token);

    private static async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(DeliveryBench bench) =>
        await bench.Engine.Events.ListDeadLettersAsync(Tenant, null, null, 10, Token);
}
