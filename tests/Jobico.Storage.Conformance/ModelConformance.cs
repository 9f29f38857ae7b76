using CsCheck;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;

namespace Jobico.Storage.Conformance;

/// <summary>Random operations with reopening in between, against a model that is nothing but lists.</summary>
public abstract class ModelConformance : StorageConformance
{
    private const int Runs = 25;

    private static readonly EventRoute[] Routes =
        [Route, Route with { Queue = "bills", Event = "billed" }, Route with { Tenant = TenantId.Parse("other") }];

    private static readonly Gen<Step[]> Steps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2], Gen.Int[0, 1000])
        .Select((kind, route, pick) => new Step(kind, Routes[route], pick)).Array[1, 60];

    private int _round;

    private enum State
    {
        Ready,
        Leased,
        Waiting,
        Dead,
        Done,
    }

    [Fact]
    public async Task RandomOperations_AgreeWithTheModel()
    {
        // Each run goes on with what the last one left, so that the store also grows.
        var model = new List<Known>();
        await Steps.SampleAsync(
            async steps =>
            {
                foreach (Step step in steps)
                {
                    await Apply(step, model);
                }
                await Check(model);
            },
            iter: Runs,
            threads: 1);
    }

    private async Task Apply(Step step, List<Known> model)
    {
        switch (step.Kind)
        {
            case 0 or 1:
                await Enqueue(step, model);
                break;
            case 2 or 3:
                await LeaseSome(step, model);
                break;
            case 4:
                await Complete(step, model, EventDisposition.Done.Instance, State.Done);
                break;
            case 5:
                await Complete(
                    step, model, new EventDisposition.Retry(Time.GetUtcNow() + TimeSpan.FromHours(1)), State.Waiting);
                break;
            case 6:
                await Complete(step, model, new EventDisposition.Dead("no"), State.Dead);
                break;
            case 7:
                await Release(step, model);
                break;
            case 8:
                await EndDeadLetter(step, model);
                break;
            default:
                await ReopenAndForget(model);
                break;
        }
    }

    private async Task Enqueue(Step step, List<Known> model)
    {
        int count = 1 + (step.Pick % 5);
        long backlog = model.Count(k => k.Route == step.Route && k.State < State.Dead);
        long max = backlog + (step.Pick % 3 == 0 ? count - 1 : count);
        string[] data = [.. Enumerable.Range(0, count).Select(i => $"{step.Pick}-{i}")];
        EnqueueResult result = await Events.EnqueueAsync(step.Route, [.. data.Select(Utf8)], max, Ct);
        if (max < backlog + count)
        {
            Assert.Equal(backlog, Assert.IsType<EnqueueResult.QueueFull>(result).Backlog);
            return;
        }
        IReadOnlyList<EventId> ids = Assert.IsType<EnqueueResult.Accepted>(result).Ids;
        model.AddRange(ids.Select((id, i) => new Known(id, step.Route, data[i], _round)));
    }

    private async Task LeaseSome(Step step, List<Known> model)
    {
        int max = 1 + (step.Pick % 7);
        Known[] expected = [.. model.Where(k => k.Route == step.Route && k.State == State.Ready)
            .OrderBy(k => k.Round).ThenBy(k => k.Id).Take(max)];
        IReadOnlyList<LeasedEvent> leased = await Events.LeaseAsync(
            step.Route.QueueKey, max, TimeSpan.FromDays(1000), Ct);
        Assert.Equal(
            expected.Select(k => (k.Id, k.Data, k.Attempts + 1)), leased.Select(e => (e.Id, Text(e.Data), e.Attempt)));
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i].State = State.Leased;
            expected[i].Lease = leased[i];
        }
    }

    private async Task Complete(Step step, List<Known> model, EventDisposition disposition, State state)
    {
        if (Pick(step, model, State.Leased) is not { } known)
            return;
        NextEvent[] next = NextOf(step, known.Route.Tenant);
        IReadOnlyList<EventId> ids = await MustComplete(known.Lease!, disposition, next);
        Assert.Equal(ids, await MustComplete(known.Lease!, disposition, next));
        known.Attempts++;
        known.State = state;
        known.Records++;
        model.AddRange(ids.Select((id, i) => new Known(id, next[i].Route, Text(next[i].Data), _round)
        {
            State = next[i].DeadReason is null ? State.Ready : State.Dead,
        }));
    }

    /// <summary>None, or up to three over the tenant's queues, of which some are born dead.</summary>
    private static NextEvent[] NextOf(Step step, TenantId tenant)
    {
        EventRoute[] routes = [.. Routes.Where(route => route.Tenant == tenant)];
        return [.. Enumerable.Range(0, step.Pick % 4).Select(i => new NextEvent(
            routes[(step.Pick + i) % routes.Length],
            Utf8($"next {i}"),
            (step.Pick / 4 + i) % 3 == 0 ? "misfit" : null))];
    }

    private async Task Release(Step step, List<Known> model)
    {
        if (Pick(step, model, State.Leased) is not { } known)
            return;
        await Events.ReleaseAsync([known.Lease!], Ct);
        Assert.IsType<CompletionResult.LeaseLost>(await Complete(known.Lease!));
        known.State = State.Ready;
    }

    private async Task EndDeadLetter(Step step, List<Known> model)
    {
        if (Pick(step, model, State.Dead) is not { } known)
            return;
        bool redrive = step.Pick % 2 == 0;
        Assert.True(redrive
            ? await Events.RedriveAsync(known.Route.Tenant, known.Id, Ct)
            : await Events.DropAsync(known.Route.Tenant, known.Id, Ct));
        if (!redrive)
        {
            known.State = State.Done;
            return;
        }
        // At the end of its queue: after all that is there, before all that comes.
        known.State = State.Ready;
        known.Round = ++_round;
        _round++;
    }

    /// <summary>Leases end by their time at the latest; to end them all now, they are given back.</summary>
    private async Task ReopenAndForget(List<Known> model)
    {
        foreach (Known known in model.Where(k => k.State == State.Leased))
        {
            await Events.ReleaseAsync([known.Lease!], Ct);
            known.State = State.Ready;
        }
        await Reopen();
    }

    private async Task Check(List<Known> model)
    {
        foreach (EventRoute route in Routes)
        {
            long Count(State state) => model.Count(k => k.Route == route && k.State == state);
            Assert.Equal(
                new QueueDepth(Count(State.Ready), Count(State.Leased), Count(State.Waiting), Count(State.Dead)),
                await Depth(route));
        }
        foreach (TenantId tenant in Routes.Select(r => r.Tenant).Distinct())
        {
            Assert.Equal(
                model.Where(k => k.State == State.Dead && k.Route.Tenant == tenant).Select(k => k.Id).Order(),
                (await Events.ListDeadLettersAsync(tenant, null, null, 10_000, Ct)).Select(d => d.Id));
        }
        List<ExecutionRecord> records = await Records();
        Assert.Equal(model.Sum(k => k.Records), records.Count);
        Assert.Equal(records.Count, records.Select(r => r.Id).Distinct().Count());
    }

    private static Known? Pick(Step step, List<Known> model, State state)
    {
        Known[] candidates = [.. model.Where(k => k.State == state)];
        return candidates.Length == 0 ? null : candidates[step.Pick % candidates.Length];
    }

    private sealed record Step(int Kind, EventRoute Route, int Pick);

    private sealed class Known(EventId id, EventRoute route, string data, int round)
    {
        internal EventId Id => id;

        internal EventRoute Route => route;

        internal string Data => data;

        internal State State { get; set; }

        internal LeasedEvent? Lease { get; set; }

        internal int Attempts { get; set; }

        internal int Records { get; set; }

        internal int Round { get; set; } = round;
    }
}
