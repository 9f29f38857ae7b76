using Jobico.Model.Events;
using Jobico.Storage.Conformance;
using Jobico.Storage.Executions;

namespace Jobico.Storage.Sqlite.Tests;

/// <summary>Records that are removed, and the bounds of what the engine keeps.</summary>
public sealed class RetentionTests : StorageConformance
{
    private const int CheckpointBytes = 1 << 20;

    private readonly SqliteFolder _folder = new(options => options with
    {
        CheckpointBytes = CheckpointBytes,
        MaxResultBytes = 10,
    });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStorageEngine> OpenAsync(TimeProvider time) => _folder.OpenAsync(time);

    protected override Task<IStorageEngine> ReopenAsync() => _folder.ReopenAsync();

    [Fact]
    public async Task Tail_RecordsBeforeItRemoved_GetsOneMissedInTheirPlace()
    {
        await Run(10);
        await using IAsyncEnumerator<TailItem> tail = Tail(LogPosition.Beginning);
        List<LogPosition> positions = await Positions(10);

        Assert.Equal(6, await _folder.Engine!.TrimExecutionsAsync(positions[6], Ct));
        Assert.True(await tail.MoveNextAsync());

        var missed = Assert.IsType<TailItem.Missed>(tail.Current);
        Assert.Equal((6, positions[5]), (missed.AtMost, missed.Position));
        Assert.True(await tail.MoveNextAsync());
        Assert.Equal(positions[6], Assert.IsType<TailItem.Execution>(tail.Current).Position);
        await using IAsyncEnumerator<TailItem> after = Tail(missed.Position);
        Assert.True(await after.MoveNextAsync());
        Assert.Equal(positions[6], after.Current.Position);
    }

    [Fact]
    public async Task Tail_AllRemovedAndReopened_GetsMissedThenWhatComes()
    {
        await Run(3);
        List<LogPosition> positions = await Positions(3);
        await _folder.Engine!.TrimExecutionsAsync(new LogPosition("1000"), Ct);
        await Reopen();
        await using IAsyncEnumerator<TailItem> tail = Tail(positions[0]);

        Assert.True(await tail.MoveNextAsync());
        Assert.Equal(2, Assert.IsType<TailItem.Missed>(tail.Current).AtMost);
        ValueTask<bool> next = tail.MoveNextAsync();
        await Run(1);
        Assert.True(await next);
        Assert.IsType<TailItem.Execution>(tail.Current);
        Assert.NotEqual(positions[2], tail.Current.Position);
    }

    [Fact]
    public async Task Tail_PositionThatIsNone_IsRefused()
    {
        Assert.Throws<ArgumentException>(() =>
            Engine.Executions.TailAsync(ExecutionFilter.All, new LogPosition("x"), Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Engine.Executions.QueryAsync(ExecutionFilter.All, new LogPosition("-1"), 1, Ct));
    }

    [Theory]
    [InlineData("0123456789", "0123456789")]
    [InlineData("01234567890", "0123456789")]
    [InlineData("012345678ä", "012345678")]
    public async Task Record_ResultOverTheLimit_IsCutAtACharacter(string result, string kept)
    {
        await Accept(Route, "1");
        await Events.CompleteAsync(
            new Storage.Events.Completion(
                await LeaseOne(), Ran(result: result), Storage.Events.EventDisposition.Done.Instance, []),
            Ct);

        var record = Assert.Single(await Records());

        Assert.Equal(kept, Text(record.Attempt.Result));
        Assert.Equal(kept != result, record.ResultTruncated);
    }

    [Fact]
    public async Task WriteAheadLog_ManyCommits_StaysBounded()
    {
        string large = new('x', 20_000);
        for (int i = 0; i < 400; i++)
        {
            await Accept(Route, large);
        }

        var log = new FileInfo(Path.Combine(_folder.Path, "events.db-wal"));
        Assert.InRange(log.Length, 1, 3 * CheckpointBytes);
    }

    private IAsyncEnumerator<TailItem> Tail(LogPosition after) =>
        Engine.Executions.TailAsync(ExecutionFilter.All, after, Ct).GetAsyncEnumerator(Ct);

    private async Task<List<LogPosition>> Positions(int count)
    {
        var positions = new List<LogPosition>();
        await foreach (TailItem item in Engine.Executions.TailAsync(
            ExecutionFilter.All, LogPosition.Beginning, Ct))
        {
            positions.Add(item.Position);
            if (positions.Count == count)
                break;
        }
        return positions;
    }

    private async Task Run(int count)
    {
        await AcceptNumbered(count);
        foreach (LeasedEvent lease in await Lease(count))
        {
            await MustComplete(lease);
        }
    }
}
