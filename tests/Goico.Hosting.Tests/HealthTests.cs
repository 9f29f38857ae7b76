using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Goico.Hosting.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Healthz_WhileRunning_SaysNameVersionAndUptime()
    {
        FakeTimeProvider time = new();
        await using RunningHost running =
            await RunningHost.StartAsync(options: RunningHost.Options() with { TimeProvider = time });
        time.Advance(TimeSpan.FromSeconds(90));

        HttpResponseMessage response = await running.GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Server"));
        JsonElement health = await RunningHost.ReadJsonAsync(response);
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal("sample", health.GetProperty("name").GetString());
        Assert.Equal("1.2.3", health.GetProperty("version").GetString());
        Assert.Equal(90, health.GetProperty("uptimeSeconds").GetInt64());
    }

    [Fact]
    public async Task Readyz_OneCheckNotReady_Is503WithEachState()
    {
        bool diskFull = true;
        await using RunningHost running = await RunningHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new ReadinessCheck("queue", _ => new(ReadinessState.Ready)));
            builder.Services.AddSingleton(new ReadinessCheck(
                "storage", _ => new(diskFull ? ReadinessState.NotReady("disk full") : ReadinessState.Ready)));
        });

        HttpResponseMessage before = await running.GetAsync("/readyz");
        diskFull = false;
        HttpResponseMessage after = await running.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        JsonElement checks = (await RunningHost.ReadJsonAsync(before)).GetProperty("checks");
        Assert.Equal("ready", checks[0].GetProperty("state").GetString());
        Assert.Equal("storage", checks[1].GetProperty("name").GetString());
        Assert.Equal("not ready", checks[1].GetProperty("state").GetString());
        Assert.Equal("disk full", checks[1].GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal("ready", (await RunningHost.ReadJsonAsync(after)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Readyz_CheckFaults_Is503AndLogsTheReasonItDoesNotTell()
    {
        RunningHost running = await RunningHost.StartAsync(builder => builder.Services.AddSingleton(
            new ReadinessCheck("storage", _ => throw new InvalidOperationException("password=hunter2"))));

        HttpResponseMessage response = await running.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        Assert.Contains("hunter2", await running.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readyz_CheckHangs_Is503AfterFiveSeconds()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource asked = new();
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.Services.AddSingleton(new ReadinessCheck("slow", async token =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return ReadinessState.Ready;
            })),
            RunningHost.Options() with { TimeProvider = time });

        Task<HttpResponseMessage> asking = running.GetAsync("/readyz");
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await asking).StatusCode);
    }

    [Fact]
    public async Task Requests_WhilePartsStart_AreRefusedAndHealthAnswers()
    {
        TaskCompletionSource entered = new();
        TaskCompletionSource mayGoOn = new();
        await using RunningHost running = RunningHost.Build(builder =>
        {
            builder.Map(routes => routes.MapGet("/work", () => "done"));
            builder.Services.AddSingleton(new ServicePart("recovery")
            {
                Start = token =>
                {
                    entered.SetResult();
                    return mayGoOn.Task.WaitAsync(token);
                },
            });
        });
        Task starting = running.Host.StartAsync(TestContext.Current.CancellationToken);
        await entered.Task;

        HttpResponseMessage work = await running.GetAsync("/work");
        HttpResponseMessage ready = await running.GetAsync("/readyz");
        HttpResponseMessage health = await running.GetAsync("/healthz");
        mayGoOn.SetResult();
        await starting;
        HttpResponseMessage later = await running.GetAsync("/work");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, work.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), work.Headers.RetryAfter!.Delta);
        Assert.Equal("starting", (await RunningHost.ReadJsonAsync(ready)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }
}
