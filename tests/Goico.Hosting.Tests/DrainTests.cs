using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Goico.Hosting.Tests;

// One class, so one after another: a signal reaches every host of the process that waits for one.
public sealed partial class DrainTests
{
    [Fact]
    public async Task StopAsync_RequestRunning_RefusesNewOnesAndWaitsForIt()
    {
        Held held = new();
        await using RunningHost running = await RunningHost.StartAsync(held.Map);
        Task<HttpResponseMessage> first = running.GetAsync("/held");
        await held.Entered.Task;

        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await Signals.CancelledAsync(running.Host.Lifetime.Draining);
        HttpResponseMessage ready = await running.GetAsync("/readyz");
        HttpResponseMessage health = await running.GetAsync("/healthz");
        HttpResponseMessage second = await running.GetAsync("/held");
        bool waited = !stopping.IsCompleted;
        held.MayEnd.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("draining", (await RunningHost.ReadJsonAsync(ready)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.ToString());
        Assert.NotNull(second.Headers.RetryAfter);
        Assert.True(second.Headers.ConnectionClose);
        Assert.True(waited);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        StopReport report = await stopping;
        Assert.True(report.Drained);
        Assert.Equal(0, report.AbortedRequests);
        Assert.Equal(ServicePhase.Stopped, running.Host.Lifetime.Phase);
        await Assert.ThrowsAsync<HttpRequestException>(() => running.GetAsync("/healthz"));
    }

    [Fact]
    public async Task StopAsync_RequestOutlastsTheDrain_IsCutOffAtTheTimeout()
    {
        FakeTimeProvider time = new();
        Held held = new();
        await using RunningHost running = await RunningHost.StartAsync(
            held.Map,
            RunningHost.Options() with { TimeProvider = time, DrainTimeout = TimeSpan.FromSeconds(7) });
        Task<HttpResponseMessage> request = running.GetAsync("/held");
        await held.Entered.Task;
        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await Signals.CancelledAsync(running.Host.Lifetime.Draining);

        // The timer is made once draining has begun; the refusal of a request shows that it has.
        await Until(async () => (await running.GetAsync("/other")).StatusCode == HttpStatusCode.ServiceUnavailable);
        await AdvanceUntil(time, TimeSpan.FromSeconds(7), stopping);

        Assert.False((await stopping).Drained);
        Assert.Equal(1, (await stopping).AbortedRequests);
        await Assert.ThrowsAnyAsync<Exception>(() => request);
        await held.SawAbort.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StopAsync_Parts_GoThroughPhasesLastFirst()
    {
        ConcurrentQueue<string> steps = new();
        await using RunningHost running = await RunningHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(Recorded("storage", steps));
            builder.Services.AddSingleton(Recorded("executor", steps));
        });

        StopReport report = await running.Host.StopAsync(CancellationToken.None);

        Assert.True(report.Drained);
        Assert.Empty(report.Faults);
        Assert.Equal(
            [
                "storage start", "executor start", "executor stop accepting", "storage stop accepting",
                "executor finish", "storage finish", "executor close", "storage close",
            ],
            steps);
    }

    [Fact]
    public async Task StopAsync_PartFaultsAndPartHangs_OthersStillClose()
    {
        FakeTimeProvider time = new();
        ConcurrentQueue<string> steps = new();
        TaskCompletionSource hanging = new();
        await using RunningHost running = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(Recorded("storage", steps));
                builder.Services.AddSingleton(new ServicePart("broken")
                {
                    StopAccepting = _ => throw new InvalidOperationException("no such lease"),
                });
                builder.Services.AddSingleton(new ServicePart("deaf")
                {
                    FinishWork = async _ =>
                    {
                        hanging.SetResult();
                        await new TaskCompletionSource().Task;
                    },
                });
            },
            RunningHost.Options() with { TimeProvider = time });

        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await hanging.Task;
        await AdvanceUntil(time, TimeSpan.FromSeconds(30), stopping);

        StopReport report = await stopping;
        Assert.False(report.Drained);
        Assert.Equal(2, report.Faults.Count);
        Assert.Contains("broken could not stop accepting: no such lease", report.Faults[0], StringComparison.Ordinal);
        Assert.Contains("deaf could not finish its work", report.Faults[1], StringComparison.Ordinal);
        Assert.Contains("storage close", steps);
    }

    [Fact]
    public async Task StopAsync_PartFinishesWithinTheDrain_IsWaitedForAndNotCancelled()
    {
        TaskCompletionSource working = new();
        TaskCompletionSource done = new();
        bool cancelled = false;
        await using RunningHost running = await RunningHost.StartAsync(builder => builder.Services.AddSingleton(
            new ServicePart("executor")
            {
                FinishWork = async token =>
                {
                    working.SetResult();
                    await done.Task;
                    cancelled = token.IsCancellationRequested;
                },
            }));

        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await working.Task;
        bool waited = !stopping.IsCompleted;
        done.SetResult();

        Assert.True((await stopping).Drained);
        Assert.True(waited);
        Assert.False(cancelled);
    }

    [Fact]
    public async Task StopAsync_PartGivesUpAtTheTimeout_IsNoFault()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource working = new();
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.Services.AddSingleton(new ServicePart("executor")
            {
                FinishWork = token =>
                {
                    working.SetResult();
                    return Task.Delay(Timeout.Infinite, token);
                },
            }),
            RunningHost.Options() with { TimeProvider = time });

        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await working.Task;
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.False((await stopping).Drained);
        Assert.Empty((await stopping).Faults);
    }

    [Fact]
    public async Task StartAsync_PartFaults_StopsTheStartedOnesAndThrowsItsFault()
    {
        ConcurrentQueue<string> steps = new();
        await using RunningHost running = RunningHost.Build(builder =>
        {
            builder.Services.AddSingleton(Recorded("storage", steps));
            builder.Services.AddSingleton(new ServicePart("executor")
            {
                Start = _ => throw new InvalidOperationException("no engine"),
                Close = () => throw new InvalidOperationException("was never started"),
            });
        });

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => running.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal("no engine", fault.Message);
        Assert.Equal(["storage start", "storage stop accepting", "storage finish", "storage close"], steps);
        Assert.Equal(ServicePhase.Stopped, running.Host.Lifetime.Phase);
    }

    [Fact]
    public async Task RequestStop_SecondTime_StopsAtOnce()
    {
        Held held = new();
        await using RunningHost running = RunningHost.Build(held.Map);
        Task<StopReport> run = running.Host.RunUntilSignalAsync(TestContext.Current.CancellationToken);
        await Until(() => Task.FromResult(running.Host.Lifetime.Phase == ServicePhase.Running));
        Task<HttpResponseMessage> request = running.GetAsync("/held");
        await held.Entered.Task;

        Assert.Equal(1, running.Host.Lifetime.RequestStop());
        bool cancelledByFirst = running.Host.Lifetime.Cancelling.IsCancellationRequested;
        Assert.Equal(2, running.Host.Lifetime.RequestStop());

        Assert.False(cancelledByFirst);
        Assert.False((await run).Drained);
        await Assert.ThrowsAnyAsync<Exception>(() => request);
    }

    [Fact]
    public async Task RunUntilSignalAsync_TokenCancelled_DrainsAndEnds()
    {
        using CancellationTokenSource asked = new();
        await using RunningHost running = await RunningHost.StartAsync();
        Task<StopReport> run = running.Host.RunUntilSignalAsync(asked.Token);

        await asked.CancelAsync();

        Assert.True((await run).Drained);
    }

    [Fact]
    public async Task RunUntilSignalAsync_StopAskedDuringStart_EndsWithoutFault()
    {
        TaskCompletionSource entered = new();
        await using RunningHost running = RunningHost.Build(builder => builder.Services.AddSingleton(
            new ServicePart("slow")
            {
                Start = async token =>
                {
                    entered.SetResult();
                    await Task.Delay(Timeout.Infinite, token);
                },
            }));
        Task<StopReport> run = running.Host.RunUntilSignalAsync(TestContext.Current.CancellationToken);
        await entered.Task;

        running.Host.Lifetime.RequestStop();

        Assert.Empty((await run).Faults);
        Assert.Equal(ServicePhase.Stopped, running.Host.Lifetime.Phase);
    }

    [Fact]
    public async Task RunUntilSignalAsync_Sigterm_DrainsAndASecondOneStopsAtOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill().");
        Held held = new();
        RunningHost running = await RunningHost.StartAsync(held.Map);
        Task<StopReport> run = running.Host.RunUntilSignalAsync(TestContext.Current.CancellationToken);
        Task<HttpResponseMessage> request = running.GetAsync("/held");
        await held.Entered.Task;

        Assert.Equal(0, Kill(Environment.ProcessId, Sigterm));
        await Signals.CancelledAsync(running.Host.Lifetime.Draining);
        bool draining = !run.IsCompleted && !running.Host.Lifetime.Cancelling.IsCancellationRequested;
        Assert.Equal(0, Kill(Environment.ProcessId, Sigterm));

        Assert.False((await run).Drained);
        Assert.True(draining);
        await Assert.ThrowsAnyAsync<Exception>(() => request);
        string log = await running.EndAsync();
        Assert.Contains("SIGTERM received: draining", log, StringComparison.Ordinal);
        Assert.Contains("SIGTERM received again", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeedSignals_SigtermBetweenTheStartAndTheRun_DrainsAndEnds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill().");
        await using RunningHost running = RunningHost.Build();
        running.Host.HeedSignals();
        await running.Host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, Kill(Environment.ProcessId, Sigterm));
        await Signals.CancelledAsync(running.Host.Lifetime.Draining);
        StopReport report = await running.Host.RunUntilSignalAsync(TestContext.Current.CancellationToken);

        Assert.True(report.Drained);
        Assert.Equal(ServicePhase.Stopped, running.Host.Lifetime.Phase);
    }

    private const int Sigterm = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    private static ServicePart Recorded(string name, ConcurrentQueue<string> steps)
    {
        return new ServicePart(name)
        {
            Start = _ => Note("start"),
            StopAccepting = _ => Note("stop accepting"),
            FinishWork = _ => Note("finish"),
            Close = () => Note("close"),
        };

        Task Note(string step)
        {
            steps.Enqueue($"{name} {step}");
            return Task.CompletedTask;
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Turns the clock until the task ends: a timer may be made only after the last one fired.</summary>
    private static async Task AdvanceUntil(FakeTimeProvider time, TimeSpan step, Task task)
    {
        await Until(() =>
        {
            if (!task.IsCompleted) time.Advance(step);
            return Task.FromResult(task.IsCompleted);
        });
    }

    /// <summary>A route that answers when it is let, and notes being cut off.</summary>
    private sealed class Held
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource SawAbort { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Map(ServiceHostBuilder builder) => builder.Map(routes => routes.MapGet("/held", ServeAsync));

        private async Task ServeAsync(HttpContext context)
        {
            Entered.TrySetResult();
            try
            {
                await MayEnd.Task.WaitAsync(context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                SawAbort.TrySetResult();
                throw;
            }
        }
    }
}
