using System.Diagnostics;
using Jobico.Model;
using Jobico.Model.Events;
using Jobico.Model.Executions;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;

namespace Jobico.Storage.Sqlite.Tests;

/// <summary>A real file system of 16 MiB, filled up under the engine.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private static readonly EventRoute Route = new(TenantId.Parse("acme"), "orders", "job1", "created");

    private readonly string _mount = Path.Combine(Path.GetTempPath(), "jobico-full-" + Guid.NewGuid().ToString("N"));
    private bool _isMounted;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return;
        Directory.CreateDirectory(_mount);
        _isMounted = await Exec("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _mount);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted)
            await Exec("umount", _mount);
        if (Directory.Exists(_mount))
            Directory.Delete(_mount, recursive: true);
    }

    [Fact]
    public async Task Enqueue_DiskFull_IsRefusedTypedAndNothingIsLost()
    {
        Assert.SkipUnless(_isMounted, "It takes a small file system, and only root may mount one.");
        string ballast = Path.Combine(_mount, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[6 << 20], Ct);
        var accepted = new List<EventId>();
        await using (SqliteStorageEngine engine = await Open())
        {
            var fault = await Assert.ThrowsAsync<StorageFullException>(() => EnqueueUntilRefused(engine, accepted));
            Assert.True(fault.IsTransient);
            Assert.NotEmpty(accepted);
            long ready = (await engine.Events.GetDepthAsync(Route.QueueKey, Ct)).Ready;
            Assert.Equal(accepted.Count, ready);

            // Reading goes on, and what was leased stays leased when it can't be completed.
            LeasedEvent lease = Assert.Single(await Lease(engine, 1));
            await Assert.ThrowsAsync<StorageFullException>(() => Complete(engine, lease, new byte[60_000]));
            Assert.True(await engine.Events.ExtendAsync(lease, TimeSpan.FromHours(1), Ct));
            await Assert.ThrowsAsync<StorageFullException>(
                async () => await engine.Blobs.PutAsync(new byte[16 << 20], Ct));

            File.Delete(ballast);
            Assert.IsType<CompletionResult.Committed>(await Complete(engine, lease, new byte[60_000]));
            Assert.IsType<EnqueueResult.Accepted>(await Enqueue(engine, accepted));
            Assert.Equal(accepted.Count - 1, (await engine.Events.GetDepthAsync(Route.QueueKey, Ct)).Ready);
        }
        await using SqliteStorageEngine again = await Open();
        IReadOnlyList<LeasedEvent> rest = await Lease(again, 100_000);
        ExecutionPage done = await again.Executions.QueryAsync(ExecutionFilter.All, null, 10, Ct);
        Assert.Equal(accepted, done.Records.Select(r => r.Id.Event).Concat(rest.Select(e => e.Id)));
    }

    private static async Task EnqueueUntilRefused(SqliteStorageEngine engine, List<EventId> accepted)
    {
        while (true)
        {
            await Enqueue(engine, accepted);
        }
    }

    private static async Task<EnqueueResult> Enqueue(SqliteStorageEngine engine, List<EventId> accepted)
    {
        EnqueueResult result = await engine.Events.EnqueueAsync(Route, [new byte[20_000]], long.MaxValue, Ct);
        accepted.AddRange(Assert.IsType<EnqueueResult.Accepted>(result).Ids);
        return result;
    }

    private static async Task<CompletionResult> Complete(SqliteStorageEngine engine, LeasedEvent lease, byte[] result)
    {
        var attempt = new Attempt
        {
            Outcome = ExecutionOutcome.Ok,
            Result = result,
            StartedAt = lease.LeasedAt,
            Duration = TimeSpan.Zero,
        };
        return await engine.Events.CompleteAsync(
            new Completion(lease, attempt, EventDisposition.Done.Instance, []), Ct);
    }

    private static async Task<IReadOnlyList<LeasedEvent>> Lease(SqliteStorageEngine engine, int max) =>
        await engine.Events.LeaseAsync(Route.QueueKey, max, TimeSpan.FromHours(1), Ct);

    private Task<SqliteStorageEngine> Open() => SqliteStorageEngine.OpenAsync(
        new SqliteStorageOptions { DataFolder = Path.Combine(_mount, "data"), CheckpointBytes = 1 << 20 },
        TimeProvider.System, Ct);

    private static async Task<bool> Exec(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }
}
