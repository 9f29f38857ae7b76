using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;

namespace Jobico.Storage.Conformance;

/// <summary>The atomic step and what follows from it: retries, dead letters, next events.</summary>
public abstract class CompletionConformance : StorageConformance
{
    private static readonly EventRoute NextRoute = Route with { Queue = "bills", Event = "billed" };

    [Fact]
    public async Task Complete_Done_EventIsGoneAndItsRecordIsThereAlsoAfterReopen()
    {
        EventId id = Assert.Single(await Accept(Route, "1"));
        await MustComplete(await LeaseOne());
        await Reopen();

        Assert.Equal(default, await Depth());
        Assert.Empty(await Lease());
        ExecutionRecord record = Assert.Single(await Records());
        Assert.Equal(new ExecutionId(id, 1), record.Id);
        Assert.Equal(ExecutionDisposition.Completed, record.Disposition);
    }

    [Fact]
    public async Task Complete_Next_FollowsWithItsParentAndDepth()
    {
        await Accept(Route, "1");
        LeasedEvent parent = await LeaseOne();
        IReadOnlyList<EventId> ids = await MustComplete(
            parent, null, new NextEvent(NextRoute, Utf8("a")), new NextEvent(NextRoute, Utf8("b")));
        await Reopen();

        IReadOnlyList<LeasedEvent> next = await Lease(10, NextRoute);

        Assert.Equal(ids, next.Select(e => e.Id));
        Assert.Equal(["a", "b"], next.Select(e => Text(e.Data)));
        Assert.All(next, e => Assert.Equal((parent.Id, 1, NextRoute), (e.Parent!.Value, e.Depth, e.Route)));
        IReadOnlyList<EventId> third = await MustComplete(next[0], null, new NextEvent(Route, Utf8("c")));
        LeasedEvent grandchild = await LeaseOne();
        Assert.Equal((third[0], next[0].Id, 2), (grandchild.Id, grandchild.Parent!.Value, grandchild.Depth));
    }

    [Fact]
    public async Task Complete_NextBornDead_IsADeadLetterThatWasNeverTried()
    {
        await Accept(Route, "1");
        LeasedEvent parent = await LeaseOne();
        IReadOnlyList<EventId> ids = await MustComplete(
            parent, null, new NextEvent(NextRoute, Utf8("a"), "misfit"), new NextEvent(NextRoute, Utf8("b")));

        DeadLetter letter = Assert.Single(await DeadLetters());
        Assert.Equal((ids[0], "misfit", 0, parent.Id, 1),
            (letter.Id, letter.Reason, letter.Attempts, letter.Parent!.Value, letter.Depth));
        Assert.Equal(NextRoute, letter.Route);
        Assert.Equal("b", Text(Assert.Single(await Lease(10, NextRoute)).Data));
        Assert.Equal(new QueueDepth(0, 1, 0, 1), await Depth(NextRoute));
    }

    [Fact]
    public async Task Complete_RepeatedAfterItCommitted_AnswersTheSameAndAddsNothing()
    {
        await Accept(Route, "1");
        LeasedEvent lease = await LeaseOne();
        IReadOnlyList<EventId> first = await MustComplete(lease, null, new NextEvent(NextRoute, Utf8("a")));

        IReadOnlyList<EventId> second = await MustComplete(lease, null, new NextEvent(NextRoute, Utf8("a")));

        Assert.Equal(first, second);
        Assert.Single(await Records());
        Assert.Single(await Lease(10, NextRoute));
    }

    [Fact]
    public async Task Complete_ManyNextOverManyQueues_CommitsAllOfThemOnceInTheOrderGiven()
    {
        EventRoute[] routes = [.. Enumerable.Range(0, 5).Select(i => Route with { Queue = $"q{i}", Event = $"e{i}" })];
        NextEvent[] next = [.. Enumerable.Range(0, 50).Select(i => new NextEvent(
            routes[i % 5], Utf8($"{i}"), i % 10 == 9 ? "misfit" : null))];
        await Accept(Route, "1");
        LeasedEvent parent = await LeaseOne();

        IReadOnlyList<EventId> ids = await MustComplete(parent, null, next);
        Assert.Equal(ids, await MustComplete(parent, null, next));
        await Reopen();

        Assert.Equal(50, ids.Distinct().Count());
        for (int i = 0; i < 5; i++)
        {
            IEnumerable<int> alive = Enumerable.Range(0, 50).Where(n => n % 5 == i && n % 10 != 9);
            IReadOnlyList<LeasedEvent> leased = await Lease(50, routes[i]);
            Assert.Equal(alive.Select(n => (ids[n], $"{n}")), leased.Select(e => (e.Id, Text(e.Data))));
            Assert.All(leased, e => Assert.Equal((parent.Id, 1), (e.Parent!.Value, e.Depth)));
        }
        Assert.Equal(["9", "19", "29", "39", "49"], (await DeadLetters()).Select(letter => Text(letter.Data)));
    }

    [Fact]
    public async Task Complete_ManyTimesAtOnce_TakesEffectOnce()
    {
        await AcceptNumbered(20);
        foreach (LeasedEvent lease in await Lease(20))
        {
            CompletionResult[] results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
                Task.Run(() => Complete(lease, null, new NextEvent(NextRoute, Utf8("a"))), Ct)));
            Assert.All(results, r => Assert.Equal(
                Assert.IsType<CompletionResult.Committed>(results[0]).NextIds,
                Assert.IsType<CompletionResult.Committed>(r).NextIds));
        }

        Assert.Equal(20, (await Records()).Select(r => r.Id).Distinct().Count());
        Assert.Equal(20, (await Records()).Count);
        Assert.Equal(20, (await Depth(NextRoute)).Ready);
    }

    [Fact]
    public async Task Complete_LeaseOfBeforeReopen_HasNoSecondEffect()
    {
        await Accept(Route, "1");
        LeasedEvent old = await LeaseOne();
        await Reopen();
        Time.Advance(PastMinute);
        LeasedEvent current = Assert.Single(await LeaseWhenReady(1));

        Assert.IsType<CompletionResult.LeaseLost>(await Complete(old, null, new NextEvent(NextRoute, Utf8("a"))));
        Assert.Empty(await Records());
        Assert.Empty(await Lease(1, NextRoute));
        await MustComplete(current);
        Assert.Single(await Records());
    }

    [Fact]
    public async Task Complete_Retry_IsReadyWhenDueAndNotBefore()
    {
        EventId id = Assert.Single(await Accept(Route, "1"));
        await MustComplete(await LeaseOne(), new EventDisposition.Retry(Time.GetUtcNow() + Minute));
        Assert.Equal(new QueueDepth(0, 0, Waiting: 1, 0), await Depth());
        Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(await Lease());
        Time.Advance(TimeSpan.FromSeconds(2));

        LeasedEvent again = Assert.Single(await LeaseWhenReady(1));

        Assert.Equal((id, 2, "1"), (again.Id, again.Attempt, Text(again.Data)));
        ExecutionRecord record = Assert.Single(await Records());
        Assert.Equal(ExecutionDisposition.Retried, record.Disposition);
        Assert.NotNull(record.NextAttemptAt);
    }

    [Fact]
    public async Task Complete_RetryFallsDueWhileClosed_IsReadyAfterReopen()
    {
        await Accept(Route, "1", "2");
        foreach (LeasedEvent lease in await Lease(2))
        {
            await MustComplete(lease, new EventDisposition.Retry(Time.GetUtcNow() + Minute));
        }
        Time.Advance(TimeSpan.FromSeconds(30));
        await Reopen();
        Assert.Equal(2, (await Depth()).Waiting);
        Time.Advance(TimeSpan.FromSeconds(31));

        Assert.All(await LeaseWhenReady(2), e => Assert.Equal(2, e.Attempt));
    }

    [Fact]
    public async Task Complete_RetryAtOnce_IsReadyAgainAtOnce()
    {
        await Accept(Route, "1");
        for (int attempt = 1; attempt < 5; attempt++)
        {
            LeasedEvent lease = await LeaseOne();
            Assert.Equal(attempt, lease.Attempt);
            await MustComplete(lease, new EventDisposition.Retry(Time.GetUtcNow() - Minute));
        }
        Assert.Equal([1, 2, 3, 4], (await Records()).Select(r => r.Id.Attempt));
    }

    [Fact]
    public async Task Complete_RetriesDueAtDifferentTimes_ComeInTheOrderOfTheirTimes()
    {
        EventId[] ids = await AcceptNumbered(3);
        IReadOnlyList<LeasedEvent> leases = await Lease(3);
        await MustComplete(leases[0], new EventDisposition.Retry(Time.GetUtcNow() + TimeSpan.FromSeconds(30)));
        await MustComplete(leases[1], new EventDisposition.Retry(Time.GetUtcNow() + TimeSpan.FromSeconds(10)));
        await MustComplete(leases[2], new EventDisposition.Retry(Time.GetUtcNow() + TimeSpan.FromSeconds(20)));
        var order = new List<EventId>();
        for (int i = 0; i < 3; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(10.5));
            order.AddRange((await LeaseWhenReady(1)).Select(e => e.Id));
        }

        Assert.Equal([ids[1], ids[2], ids[0]], order);
    }

    [Fact]
    public async Task DeadLetters_AreListedOldestFirstByPagesAndQueue()
    {
        EventRoute other = Route with { Queue = "other" };
        EventRoute stranger = Route with { Tenant = TenantId.Parse("stranger") };
        EventId[] ids = [.. await AcceptNumbered(3), .. await Accept(other, "x")];
        await Accept(stranger, "y");
        foreach (LeasedEvent lease in (await Lease(3)).Reverse().Concat(await Lease(1, other)))
        {
            await MustComplete(lease, new EventDisposition.Dead($"reason {Text(lease.Data)}"));
        }
        await MustComplete(await LeaseOne(stranger), new EventDisposition.Dead("theirs"));
        await Reopen();

        Assert.Equal(ids, (await DeadLetters()).Select(d => d.Id));
        Assert.Equal(["reason 0", "reason 1", "reason 2"], (await DeadLetters("orders")).Select(d => d.Reason));
        Assert.Equal([ids[3]], (await DeadLetters("other")).Select(d => d.Id));
        IReadOnlyList<DeadLetter> second = await Events.ListDeadLettersAsync(Tenant, null, ids[1], 1, Ct);
        Assert.Equal(ids[2], Assert.Single(second).Id);
        Assert.Equal(("2", 1), (Text(second[0].Data), second[0].Attempts));
        Assert.Equal(Time.GetUtcNow(), second[0].DiedAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Redrive_GoesToTheEndOfItsQueueWithItsIdAndAttempts()
    {
        EventId[] ids = await AcceptNumbered(2);
        await MustComplete(await LeaseOne(), new EventDisposition.Dead("no"));

        Assert.True(await Events.RedriveAsync(Tenant, ids[0], Ct));
        Assert.False(await Events.RedriveAsync(Tenant, ids[0], Ct));

        Assert.Equal(new QueueDepth(2, 0, 0, 0), await Depth());
        List<LeasedEvent> leased = await LeaseWhenReady(2);
        Assert.Equal([ids[1], ids[0]], leased.Select(e => e.Id));
        Assert.Equal([1, 2], leased.Select(e => e.Attempt));
        Assert.Equal("0", Text(leased[1].Data));
        Assert.Empty(await DeadLetters());
    }

    [Fact]
    public async Task Drop_EndsItForGoodAndKeepsItsRecords()
    {
        EventId id = Assert.Single(await Accept(Route, "1"));
        await MustComplete(await LeaseOne(), new EventDisposition.Dead("no"));

        Assert.True(await Events.DropAsync(Tenant, id, Ct));

        Assert.False(await Events.DropAsync(Tenant, id, Ct));
        Assert.False(await Events.RedriveAsync(Tenant, id, Ct));
        await Reopen();
        Assert.Empty(await DeadLetters());
        Assert.Empty(await Lease());
        Assert.Equal(ExecutionDisposition.DeadLettered, Assert.Single(await Records()).Disposition);
    }

    [Fact]
    public async Task RedriveAndDrop_OfAnotherTenantOrNoDeadLetter_IsFalse()
    {
        EventId[] ids = await AcceptNumbered(2);
        await MustComplete(await LeaseOne(), new EventDisposition.Dead("no"));
        var stranger = TenantId.Parse("stranger");
        EventId unknown = new(Ulid.NewUlid());

        Assert.False(await Events.RedriveAsync(stranger, ids[0], Ct));
        Assert.False(await Events.DropAsync(stranger, ids[0], Ct));
        Assert.False(await Events.RedriveAsync(Tenant, ids[1], Ct));
        Assert.False(await Events.DropAsync(Tenant, unknown, Ct));
        Assert.Single(await DeadLetters());
    }
}
