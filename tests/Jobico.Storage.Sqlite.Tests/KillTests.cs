using System.Diagnostics;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;

namespace Jobico.Storage.Sqlite.Tests;

/// <summary>A second process accepts and completes events, and is killed in the middle, again and again.</summary>
public sealed class KillTests : IDisposable
{
    private const string FolderVariable = "JOBICO_STORAGE_CHILD_FOLDER";
    private const int Rounds = 5;

    private static readonly EventRoute Route = new(TenantId.Parse("acme"), "orders", "job1", "created");
    private static readonly EventRoute NextRoute = Route with { Queue = "bills", Event = "billed" };

    private readonly SqliteFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Engine_ProcessKilledUnderLoad_LosesNothingAndDoublesNothing()
    {
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var said = new List<string>();
        for (int round = 0; round < Rounds; round++)
        {
            await RunAndKill(random.Next(200, 3_000), said);
        }
        var engine = (SqliteStorageEngine)await _folder.OpenAsync(TimeProvider.System);
        await using (engine)
        {
            await CompleteRest(engine);
            List<ExecutionRecord> records = await Records(engine);

            Assert.Equal(records.Count, records.Select(r => r.Id).Distinct().Count());
            // Each event ends by its one completion, so each has one record; and each completion has one next event.
            Assert.Equal(records.Count, records.Select(r => r.Id.Event).Distinct().Count());
            var byId = records.ToDictionary(r => r.Id.Event.ToString(), StringComparer.Ordinal);
            Assert.Equal(
                records.Count(r => r.Parent is null),
                records.Where(r => r.Parent is not null).Select(r => r.Parent).Distinct().Count());
            Assert.Equal(records.Count(r => r.Parent is null), records.Count(r => r.Parent is not null));
            Assert.All(said, id => Assert.True(byId.ContainsKey(id), $"Event {id} was answered for and is lost."));
            Assert.NotEmpty(said);
        }
    }

    /// <summary>The child's side; does not run by itself.</summary>
    [Fact(Explicit = true)]
    public async Task Child_WorksUntilKilled()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? throw new InvalidOperationException($"{FolderVariable} must name a folder.");
        await using SqliteStorageEngine engine = await SqliteStorageEngine.OpenAsync(
            new SqliteStorageOptions { DataFolder = folder, CheckpointBytes = 1 << 20 }, TimeProvider.System, Ct);
        await using TextWriter output = TextWriter.Synchronized(
            new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(
            [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => Produce(engine, output, i), Ct)),
             Task.Run(() => Consume(engine, output), Ct), Task.Run(() => Consume(engine, output), Ct)]);
    }

    private static async Task Produce(SqliteStorageEngine engine, TextWriter output, int number)
    {
        while (true)
        {
            EnqueueResult result = await engine.Events.EnqueueAsync(
                Route, [.. Enumerable.Repeat(new ReadOnlyMemory<byte>("{}"u8.ToArray()), 1 + number)], 2_000, Ct);
            if (result is not EnqueueResult.Accepted accepted)
            {
                await Task.Yield();
                continue;
            }
            foreach (EventId id in accepted.Ids)
            {
                await output.WriteLineAsync($"has {id}");
            }
        }
    }

    private static async Task Consume(SqliteStorageEngine engine, TextWriter output)
    {
        while (true)
        {
            IReadOnlyList<LeasedEvent> leased = await engine.Events.LeaseAsync(
                Route.QueueKey, 20, TimeSpan.FromMinutes(1), Ct);
            CompletionResult[] results = await Task.WhenAll(leased.Select(e => Complete(engine, e)));
            foreach (CompletionResult.Committed committed in results.Cast<CompletionResult.Committed>())
            {
                await output.WriteLineAsync($"has {committed.NextIds[0]}");
            }
        }
    }

    private static async Task<CompletionResult> Complete(SqliteStorageEngine engine, LeasedEvent lease)
    {
        var attempt = new Attempt
        {
            Outcome = ExecutionOutcome.Ok,
            StartedAt = lease.LeasedAt,
            Duration = TimeSpan.Zero,
        };
        NextEvent[] next = lease.Parent is null ? [new NextEvent(NextRoute, "{}"u8.ToArray())] : [];
        return await engine.Events.CompleteAsync(
            new Completion(lease, attempt, EventDisposition.Done.Instance, next), Ct);
    }

    private static async Task CompleteRest(SqliteStorageEngine engine)
    {
        foreach (EventRoute route in new[] { Route, NextRoute })
        {
            while (await engine.Events.LeaseAsync(route.QueueKey, 500, TimeSpan.FromMinutes(1), Ct)
                is { Count: > 0 } leased)
            {
                await Task.WhenAll(leased.Select(e => Complete(engine, e)));
            }
        }
    }

    private static async Task<List<ExecutionRecord>> Records(SqliteStorageEngine engine)
    {
        var records = new List<ExecutionRecord>();
        LogPosition? before = null;
        do
        {
            ExecutionPage page = await engine.Executions.QueryAsync(ExecutionFilter.All, before, 1_000, Ct);
            records.AddRange(page.Records);
            before = page.Next;
        }
        while (before is not null);
        return records;
    }

    private async Task RunAndKill(int lines, List<string> said)
    {
        using Process child = StartChild(_folder.Path);
        try
        {
            int seen = 0;
            while (seen < lines && await child.StandardOutput.ReadLineAsync(Ct) is { } line)
            {
                if (!line.StartsWith("has ", StringComparison.Ordinal))
                    continue;
                said.Add(line["has ".Length..]);
                seen++;
            }
            Assert.Equal(lines, seen);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process StartChild(string folder)
    {
        // The test program starts itself, in its native way, with the one test above.
        string program = Path.Combine(AppContext.BaseDirectory, "Jobico.Storage.Sqlite.Tests.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string method = $"{typeof(KillTests).FullName}.{nameof(Child_WorksUntilKilled)}";
        foreach (string argument in new[] { program, "-explicit", "only", "-method", method })
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment[FolderVariable] = folder;
        return Process.Start(start)!;
    }
}
