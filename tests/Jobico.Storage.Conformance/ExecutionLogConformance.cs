using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;

namespace Jobico.Storage.Conformance;

/// <summary>Records: what is kept, pages, and tails without gap or double.</summary>
public abstract class ExecutionLogConformance : StorageConformance
{
    private IExecutionLog Log => Engine.Executions;

    [Fact]
    public async Task Record_AllOfAnAttempt_ComesBackAfterReopen()
    {
        await Accept(Route, "{}");
        LeasedEvent lease = await LeaseOne();
        Time.Advance(TimeSpan.FromMilliseconds(5));
        var attempt = new Attempt
        {
            Outcome = ExecutionOutcome.Error,
            Code = ulong.MaxValue,
            Result = Utf8("näh"),
            Fault = "no such file: grün",
            Logs =
            [
                new LogLine(GuestLogLevel.Panic, TimeSpan.FromMicroseconds(17), Utf8("one")),
                new LogLine(GuestLogLevel.Debug, TimeSpan.FromSeconds(2), default),
            ],
            LogsTruncated = true,
            StartedAt = Time.GetUtcNow(),
            Duration = TimeSpan.FromTicks(12_345_678),
            PeakMemoryBytes = 5_000_000_000,
            Version = 7,
            ModuleSha256 = new string('a', 64),
        };
        DateTimeOffset due = Time.GetUtcNow() + Minute;
        await Events.CompleteAsync(new Completion(lease, attempt, new EventDisposition.Retry(due), []), Ct);
        await Reopen();

        ExecutionRecord record = Assert.Single(await Records());

        Assert.Equal(new ExecutionId(lease.Id, 1), record.Id);
        Assert.Equal(Route, record.Route);
        Assert.Equal(lease.AcceptedAt, record.AcceptedAt);
        Assert.Equal(lease.LeasedAt, record.LeasedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(ExecutionDisposition.Retried, record.Disposition);
        Assert.Equal(due, record.NextAttemptAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.False(record.ResultTruncated);
        Attempt kept = record.Attempt;
        Assert.Equal(
            (attempt.Outcome, attempt.Code, attempt.Fault, true, attempt.PeakMemoryBytes, 7, attempt.ModuleSha256),
            (kept.Outcome, kept.Code, kept.Fault, kept.LogsTruncated, kept.PeakMemoryBytes, kept.Version,
                kept.ModuleSha256));
        Assert.Equal("näh", Text(kept.Result));
        Assert.Equal(attempt.StartedAt, kept.StartedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(attempt.Duration, kept.Duration);
        Assert.Equal(
            attempt.Logs.Select(l => (l.Level, l.Offset, l.Text)), kept.Logs.Select(l => (l.Level, l.Offset, l.Text)));
    }

    [Fact]
    public async Task Record_OfANextEvent_NamesItsParent()
    {
        await Accept(Route, "1");
        LeasedEvent parent = await LeaseOne();
        await MustComplete(parent, null, new NextEvent(Route, Utf8("2")));
        await MustComplete(await LeaseOne());

        List<ExecutionRecord> records = await Records();
        Assert.Null(records[0].Parent);
        Assert.Equal((parent.Id, 1), (records[1].Parent!.Value, records[1].Depth));
    }

    [Fact]
    public async Task Record_VeryLargeResult_IsKeptWholeOrCutAndMarked()
    {
        await Accept(Route, "1");
        string large = string.Concat(Enumerable.Repeat("ä", 1_000_000));
        await Events.CompleteAsync(
            new Completion(await LeaseOne(), Ran(result: large), EventDisposition.Done.Instance, []), Ct);

        ExecutionRecord record = Assert.Single(await Records());

        string kept = Text(record.Attempt.Result);
        Assert.StartsWith(kept, large, StringComparison.Ordinal);
        Assert.Equal(kept.Length < large.Length, record.ResultTruncated);
    }

    [Fact]
    public async Task Query_Pages_AreNewestFirstWithoutGapOrDouble()
    {
        List<EventId> done = await Run(Route, 25);
        var seen = new List<EventId>();
        var sizes = new List<int>();
        LogPosition? before = null;
        do
        {
            ExecutionPage page = await Log.QueryAsync(ExecutionFilter.All, before, 10, Ct);
            seen.AddRange(page.Records.Select(r => r.Id.Event));
            sizes.Add(page.Records.Count);
            before = page.Next;
            // What is committed meanwhile is newer than all pages to come.
            await Run(Route, 1);
        }
        while (before is not null);

        Assert.Equal(Enumerable.Reverse(done), seen);
        Assert.All(sizes, size => Assert.InRange(size, 0, 10));
    }

    [Fact]
    public async Task Query_Filter_GivesWhatFitsAndNothingElse()
    {
        EventRoute other = new(TenantId.Parse("other"), "orders", "job1", "created");
        EventRoute job2 = Route with { Job = "job2" };
        EventRoute changed = Route with { Event = "changed" };
        foreach (EventRoute route in new[] { Route, other, job2, changed, Route })
        {
            await Run(route, 2);
        }
        await Accept(Route, "x");
        await Events.CompleteAsync(new Completion(
            await LeaseOne(), Ran(ExecutionOutcome.Trap), EventDisposition.Done.Instance, []), Ct);

        foreach (ExecutionFilter filter in new ExecutionFilter[]
        {
            new() { Tenant = Tenant },
            new() { Job = "job2" },
            new() { Event = "changed" },
            new() { Outcome = ExecutionOutcome.Trap },
            new() { Tenant = Tenant, Job = "job1", Event = "created", Outcome = ExecutionOutcome.Ok },
            new() { Tenant = TenantId.Parse("nobody") },
        })
        {
            IEnumerable<ExecutionId> expected = (await Records())
                .Where(r => filter.Fits(r.Route, r.Attempt.Outcome)).Select(r => r.Id);
            Assert.Equal(expected, (await Records(filter)).Select(r => r.Id));
        }
        Assert.Equal(9, (await Records(new ExecutionFilter { Tenant = Tenant })).Count);
    }

    [Fact]
    public async Task Tail_FromTheBeginning_GivesAllThenWhatComes()
    {
        List<EventId> done = await Run(Route, 5);
        await using IAsyncEnumerator<TailItem> tail =
            Log.TailAsync(ExecutionFilter.All, LogPosition.Beginning, Ct).GetAsyncEnumerator(Ct);
        List<TailItem.Execution> items = await Take(tail, 5);
        Assert.Equal(done, items.Select(i => i.Record.Id.Event));

        ValueTask<bool> next = tail.MoveNextAsync();
        List<EventId> later = await Run(Route, 1);

        Assert.True(await next);
        Assert.Equal(later[0], Assert.IsType<TailItem.Execution>(tail.Current).Record.Id.Event);
    }

    [Fact]
    public async Task Tail_WithoutPosition_GivesOnlyWhatComes()
    {
        await Run(Route, 3);
        await using IAsyncEnumerator<TailItem> tail =
            Log.TailAsync(ExecutionFilter.All, null, Ct).GetAsyncEnumerator(Ct);
        ValueTask<bool> next = tail.MoveNextAsync();
        List<EventId> later = await Run(Route, 1);

        Assert.True(await next);
        Assert.Equal(later[0], Assert.IsType<TailItem.Execution>(tail.Current).Record.Id.Event);
    }

    [Fact]
    public async Task Tail_FromAnyPosition_GoesOnAfterItAlsoAfterReopen()
    {
        List<EventId> done = await Run(Route, 12);
        List<TailItem.Execution> all;
        await using (IAsyncEnumerator<TailItem> tail =
            Log.TailAsync(ExecutionFilter.All, LogPosition.Beginning, Ct).GetAsyncEnumerator(Ct))
        {
            all = await Take(tail, 12);
        }
        await Reopen();
        for (int i = 0; i < 11; i++)
        {
            await using IAsyncEnumerator<TailItem> tail =
                Log.TailAsync(ExecutionFilter.All, all[i].Position, Ct).GetAsyncEnumerator(Ct);
            Assert.Equal(done.Skip(i + 1), (await Take(tail, 11 - i)).Select(item => item.Record.Id.Event));
        }
    }

    [Fact]
    public async Task Tail_Filtered_GivesOnlyWhatFits()
    {
        EventRoute wanted = Route with { Job = "job2" };
        await using IAsyncEnumerator<TailItem> tail = Log.TailAsync(
            new ExecutionFilter { Job = "job2" }, LogPosition.Beginning, Ct).GetAsyncEnumerator(Ct);
        await Run(Route, 3);
        List<EventId> first = await Run(wanted, 2);
        await Run(Route, 3);
        Assert.Equal(first, (await Take(tail, 2)).Select(i => i.Record.Id.Event));
        ValueTask<bool> next = tail.MoveNextAsync();
        await Run(Route, 1);
        EventId later = Assert.Single(await Run(wanted, 1));

        Assert.True(await next);
        Assert.Equal(later, Assert.IsType<TailItem.Execution>(tail.Current).Record.Id.Event);
    }

    [Fact]
    public async Task Tail_WhileManyCommit_HasNoGapAndNoDouble()
    {
        const int count = 2_000;
        await using IAsyncEnumerator<TailItem> tail =
            Log.TailAsync(ExecutionFilter.All, LogPosition.Beginning, Ct).GetAsyncEnumerator(Ct);
        Task<EventId[]> committing = Task.Run(
            async () =>
            {
                for (int i = 0; i < count; i += 100)
                {
                    await AcceptNumbered(100);
                }
                var leased = new List<LeasedEvent>();
                while (leased.Count < count)
                {
                    leased.AddRange(await Lease(50));
                }
                await Task.WhenAll(leased.Select(e => MustComplete(e)));
                return leased.Select(e => e.Id).ToArray();
            },
            Ct);

        List<TailItem.Execution> items = await Take(tail, count);

        EventId[] completed = await committing;
        Assert.Equal(completed.Order(), items.Select(i => i.Record.Id.Event).Order());
        Assert.Equal((await Records()).Select(r => r.Id), items.Select(i => i.Record.Id));
        Assert.Equal(count, items.Select(i => i.Position).Distinct().Count());
    }

    [Fact]
    public async Task Tail_Cancelled_Ends()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using IAsyncEnumerator<TailItem> tail =
            Log.TailAsync(ExecutionFilter.All, null, stop.Token).GetAsyncEnumerator(Ct);
        ValueTask<bool> next = tail.MoveNextAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    protected static async Task<List<TailItem.Execution>> Take(IAsyncEnumerator<TailItem> tail, int count)
    {
        var items = new List<TailItem.Execution>();
        while (items.Count < count && await tail.MoveNextAsync())
        {
            items.Add(Assert.IsType<TailItem.Execution>(tail.Current));
        }
        return items;
    }

    /// <summary>Accepts and completes events one after the other.</summary>
    protected async Task<List<EventId>> Run(EventRoute route, int count)
    {
        var ids = new List<EventId>();
        for (int i = 0; i < count; i++)
        {
            await Accept(route, $"{i}");
            LeasedEvent lease = await LeaseOne(route);
            await MustComplete(lease);
            ids.Add(lease.Id);
        }
        return ids;
    }
}
