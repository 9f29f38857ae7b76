using System.Collections.Concurrent;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Storage.Events;

namespace Jobico.Storage.Conformance;

/// <summary>Acceptance, order, leases and notices.</summary>
public abstract class EventStoreConformance : StorageConformance
{
    [Fact]
    public async Task Enqueue_Accepted_SurvivesReopen()
    {
        EventId[] ids = await Accept(Route, "1", "2", "3");
        DateTimeOffset acceptedAt = Time.GetUtcNow();
        await Reopen();

        IReadOnlyList<LeasedEvent> leased = await Lease(10);

        Assert.Equal(ids, leased.Select(e => e.Id));
        Assert.Equal(["1", "2", "3"], leased.Select(e => Text(e.Data)));
        Assert.All(leased, e =>
        {
            Assert.Equal(Route, e.Route);
            Assert.Equal(1, e.Attempt);
            Assert.Null(e.Parent);
            Assert.Equal(0, e.Depth);
            Assert.Equal(acceptedAt, e.AcceptedAt, TimeSpan.FromMilliseconds(1));
        });
    }

    [Fact]
    public async Task Enqueue_CallersBufferChangedAfterwards_DataStaysAsGiven()
    {
        byte[] buffer = "{\"a\":1}"u8.ToArray();
        await Events.EnqueueAsync(Route, [buffer], long.MaxValue, Ct);
        Array.Fill(buffer, (byte)'x');

        Assert.Equal("{\"a\":1}", Text((await LeaseOne()).Data));
    }

    [Fact]
    public async Task Enqueue_LargeData_ComesBackWhole()
    {
        string large = new('x', 3_000_000);
        await Accept(Route, large, "small");
        await Reopen();

        Assert.Equal([large, "small"], (await Lease(2)).Select(e => Text(e.Data)));
    }

    [Fact]
    public async Task Enqueue_MoreThanTheBacklogAllows_NoneIsAccepted()
    {
        await AcceptNumbered(3);

        EnqueueResult refused = await Events.EnqueueAsync(Route, [Utf8("a"), Utf8("b")], 4, Ct);
        EnqueueResult fits = await Events.EnqueueAsync(Route, [Utf8("c")], 4, Ct);

        Assert.Equal(3, Assert.IsType<EnqueueResult.QueueFull>(refused).Backlog);
        Assert.IsType<EnqueueResult.Accepted>(fits);
        Assert.Equal(["0", "1", "2", "c"], (await Lease(10)).Select(e => Text(e.Data)));
    }

    [Fact]
    public async Task Enqueue_LeasedAndWaitingOnes_CountForTheBacklog_DoneAndDeadOnesDoNot()
    {
        await AcceptNumbered(4);
        IReadOnlyList<LeasedEvent> leased = await Lease(4);
        await MustComplete(leased[0]);
        await MustComplete(leased[1], new EventDisposition.Dead("no"));
        await MustComplete(leased[2], new EventDisposition.Retry(Time.GetUtcNow() + Minute));

        Assert.IsType<EnqueueResult.QueueFull>(await Events.EnqueueAsync(Route, [Utf8("x")], 2, Ct));
        Assert.IsType<EnqueueResult.Accepted>(await Events.EnqueueAsync(Route, [Utf8("x")], 3, Ct));
        Assert.Equal(new QueueDepth(Ready: 1, Leased: 1, Waiting: 1, Dead: 1), await Depth());
    }

    [Fact]
    public async Task Enqueue_ManyAtOnceAgainstABacklog_AcceptsExactlyAsManyAsFit()
    {
        EnqueueResult[] results = await Task.WhenAll(Enumerable.Range(0, 300).Select(i =>
            Task.Run(async () => await Events.EnqueueAsync(Route, [Utf8($"{i}")], 100, Ct), Ct)));

        Assert.Equal(100, results.Count(r => r is EnqueueResult.Accepted));
        Assert.Equal(100, (await Depth()).Backlog);
        Assert.Equal(100, (await Lease(1000)).Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task Enqueue_ClockSetBackAndReopened_IdsNeverRepeatAndKeepTheirOrder()
    {
        EventId[] before = await AcceptNumbered(3);
        Time.AutoAdvanceAmount = TimeSpan.Zero;
        Time.AdjustTime(Time.GetUtcNow() - TimeSpan.FromDays(1));
        EventId[] earlier = await AcceptNumbered(3);
        await Reopen();
        EventId[] reopened = await AcceptNumbered(3);

        EventId[] all = [.. before, .. earlier, .. reopened];
        Assert.Equal(9, all.Distinct().Count());
        Assert.Equal(all, (await Lease(20)).Select(e => e.Id));
    }

    [Fact]
    public async Task Enqueue_CancelledBefore_Throws()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Events.EnqueueAsync(Route, [Utf8("1")], 10, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Lease_Queues_AreSeparateByTenantAndName()
    {
        EventRoute otherTenant = Route with { Tenant = TenantId.Parse("other") };
        EventRoute otherQueue = Route with { Queue = "bills" };
        EventRoute otherJobSameQueue = Route with { Job = "job2", Event = "changed" };
        await Accept(Route, "1");
        await Accept(otherTenant, "2");
        await Accept(otherQueue, "3");
        await Accept(otherJobSameQueue, "4");

        IReadOnlyList<LeasedEvent> shared = await Lease(10);
        Assert.Equal(["1", "4"], shared.Select(e => Text(e.Data)));
        Assert.Equal([Route, otherJobSameQueue], shared.Select(e => e.Route));
        Assert.Equal("2", Text((await LeaseOne(otherTenant)).Data));
        Assert.Equal("3", Text((await LeaseOne(otherQueue)).Data));
    }

    [Fact]
    public async Task Lease_UnknownOrEmptyQueue_IsEmpty()
    {
        Assert.Empty(await Lease());
        await Accept(Route, "1");
        await LeaseOne();
        Assert.Empty(await Lease());
    }

    [Fact]
    public async Task Lease_ManyEventsInSmallSteps_ComeInTheOrderAccepted()
    {
        const int count = 5_000;
        var accepted = new List<EventId>();
        for (int i = 0; i < count; i += 500)
        {
            accepted.AddRange(await AcceptNumbered(500));
        }
        await Reopen();
        accepted.AddRange(await AcceptNumbered(500));

        var leased = new List<EventId>();
        while (await Lease(333) is { Count: > 0 } some)
        {
            leased.AddRange(some.Select(e => e.Id));
        }
        Assert.Equal(accepted, leased);
    }

    [Fact]
    public async Task Lease_ManyLesseesWhileEventsArrive_EachEventGoesToOneInOrder()
    {
        const int count = 4_000;
        var taken = new ConcurrentBag<EventId>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task[] lessees = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                EventId last = default;
                while (taken.Count < count && !stop.IsCancellationRequested)
                {
                    foreach (LeasedEvent e in await Lease(7))
                    {
                        Assert.True(last < e.Id);
                        last = e.Id;
                        taken.Add(e.Id);
                    }
                    await Task.Yield();
                }
            },
            Ct))];
        EventId[][] accepted = await Task.WhenAll(Enumerable.Range(0, count / 10).Select(_ => AcceptNumbered(10)));
        await Task.WhenAll(lessees);

        Assert.Equal(accepted.SelectMany(ids => ids).Order(), taken.Order());
    }

    [Fact]
    public async Task Lease_Tokens_AreDistinctAlsoAfterReopen()
    {
        await AcceptNumbered(2);
        IReadOnlyList<LeasedEvent> before = await Lease(2);
        await Reopen();
        List<LeasedEvent> after = await LeaseAfterReopen(2);

        Assert.Equal(4, before.Concat(after).Select(e => e.Token).Distinct().Count());
    }

    [Fact]
    public async Task Lease_Expired_IsReadyAgainWithTheAttemptCounted()
    {
        EventId[] ids = await AcceptNumbered(3);
        LeasedEvent lost = await LeaseOne();
        Time.Advance(PastMinute);

        List<LeasedEvent> again = await LeaseWhenReady(3);

        Assert.Equal(ids, again.Select(e => e.Id).Order());
        Assert.Equal(2, again.Single(e => e.Id == lost.Id).Attempt);
        Assert.Equal(1, again.Single(e => e.Id == ids[1]).Attempt);
        Assert.IsType<CompletionResult.LeaseLost>(await Complete(lost));
        Assert.False(await Events.ExtendAsync(lost, Minute, Ct));
        await MustComplete(again.Single(e => e.Id == lost.Id));
        Assert.Equal([2], (await Records()).Select(r => r.Id.Attempt));
    }

    [Fact]
    public async Task Lease_ExpiredThenReopened_AttemptStaysCounted()
    {
        await Accept(Route, "1");
        await LeaseOne();
        Time.Advance(PastMinute);
        await Events.ReleaseAsync(await LeaseWhenReady(1), Ct);
        await Reopen();

        Assert.Equal(2, Assert.Single(await LeaseAfterReopen(1)).Attempt);
    }

    [Fact]
    public async Task Extend_BeforeTheEnd_KeepsTheLease()
    {
        await Accept(Route, "1");
        LeasedEvent lease = await LeaseOne();
        for (int i = 0; i < 4; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(45));
            Assert.True(await Events.ExtendAsync(lease, Minute, Ct));
            Assert.Empty(await Lease());
        }
        await MustComplete(lease);
    }

    [Fact]
    public async Task Release_GivesBackAtItsPlaceAndDoesNotCount()
    {
        EventId[] ids = await AcceptNumbered(4);
        IReadOnlyList<LeasedEvent> first = await Lease(3);
        await Events.ReleaseAsync([first[2], first[0]], Ct);

        IReadOnlyList<LeasedEvent> second = await Lease(10);

        Assert.Equal([ids[0], ids[2], ids[3]], second.Select(e => e.Id));
        Assert.All(second, e => Assert.Equal(1, e.Attempt));
        Assert.IsType<CompletionResult.LeaseLost>(await Complete(first[0]));
        await MustComplete(first[1]);
    }

    [Fact]
    public async Task Release_LostLease_IsPassedOver()
    {
        await Accept(Route, "1", "2");
        IReadOnlyList<LeasedEvent> leases = await Lease(2);
        await MustComplete(leases[0]);
        await Events.ReleaseAsync(leases, Ct);
        await Events.ReleaseAsync(leases, Ct);

        Assert.Equal("2", Text(Assert.Single(await Lease(10)).Data));
    }

    [Fact]
    public async Task WatchReady_Begins_WithTheQueuesThatHaveSome()
    {
        EventRoute empty = Route with { Queue = "empty" };
        EventRoute full = Route with { Queue = "full" };
        await Accept(empty, "1");
        await MustComplete(await LeaseOne(empty));
        await Accept(full, "1");
        await Reopen();

        await using IAsyncEnumerator<QueueKey> watch = Events.WatchReadyAsync(Ct).GetAsyncEnumerator(Ct);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(full.QueueKey, watch.Current);
    }

    [Fact]
    public async Task WatchReady_AfterALeaseGotLess_TellsOfTheNextEventOnceForMany()
    {
        await using IAsyncEnumerator<QueueKey> watch = Events.WatchReadyAsync(Ct).GetAsyncEnumerator(Ct);
        for (int round = 0; round < 3; round++)
        {
            ValueTask<bool> next = watch.MoveNextAsync();
            Assert.False(next.IsCompleted);
            await AcceptNumbered(5);
            Assert.True(await next);
            Assert.Equal(Route.QueueKey, watch.Current);
            while (await Lease(10) is { Count: > 0 } some)
            {
                foreach (LeasedEvent e in some)
                {
                    await MustComplete(e);
                }
            }
        }
    }

    [Fact]
    public async Task WatchReady_Cancelled_Ends()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using IAsyncEnumerator<QueueKey> watch = Events.WatchReadyAsync(stop.Token).GetAsyncEnumerator(Ct);
        ValueTask<bool> next = watch.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task AnyCall_EngineClosed_SaysSo()
    {
        await Engine.DisposeAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Accept(Route, "1"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Lease());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Records());
    }

    /// <summary>Leases that nobody holds any more may last until they expire: a node may have died, not all of them.
    /// </summary>
    private async Task<List<LeasedEvent>> LeaseAfterReopen(int count)
    {
        Time.Advance(PastMinute);
        return await LeaseWhenReady(count);
    }
}
