using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Goico.Hosting.Tests;

public sealed partial class LogTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public async Task Json_EntryWithScopesAndException_IsOneObjectALine()
    {
        JsonElement[] lines = await JsonLinesAsync(logger =>
        {
            using (logger.BeginScope(new Dictionary<string, object?> { ["tenant"] = "acme", ["attempt"] = 2 }))
            using (logger.BeginScope("plain"))
            {
                LogDone(logger, new InvalidOperationException("first\nsecond"), "a \"quoted\"\nname", 7, 0.5, true);
            }
        });

        JsonElement line = Assert.Single(lines);
        Assert.Equal(Now, line.GetProperty("time").GetDateTimeOffset());
        Assert.EndsWith("Z", line.GetProperty("time").GetString(), StringComparison.Ordinal);
        Assert.Equal("warning", line.GetProperty("level").GetString());
        Assert.Equal("Sample.Queue.Leasing", line.GetProperty("category").GetString());
        Assert.Equal(42, line.GetProperty("eventId").GetInt32());
        Assert.Equal("Job a \"quoted\"\nname done after 7", line.GetProperty("message").GetString()![..32]);
        JsonElement fields = line.GetProperty("fields");
        Assert.Equal("a \"quoted\"\nname", fields.GetProperty("Job").GetString());
        Assert.Equal(7, fields.GetProperty("Attempts").GetInt32());
        Assert.Equal(0.5, fields.GetProperty("Share").GetDouble());
        Assert.True(fields.GetProperty("Last").GetBoolean());
        Assert.Equal(4, fields.EnumerateObject().Count());
        JsonElement scopes = line.GetProperty("scopes");
        Assert.Equal("acme", scopes[0].GetProperty("tenant").GetString());
        Assert.Equal(2, scopes[0].GetProperty("attempt").GetInt32());
        Assert.Equal("plain", scopes[1].GetString());
        Assert.Contains("first\nsecond", line.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_MessageOfAMegabyte_IsCutAndSaysSo()
    {
        JsonElement[] lines = await JsonLinesAsync(logger =>
            LogDone(logger, null, new string('x', 1_000_000), double.NaN, 0, false));

        string message = Assert.Single(lines).GetProperty("message").GetString()!;
        Assert.InRange(message.Length, 32_000, 33_000);
        Assert.EndsWith("characters more)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_HostileMessage_StaysOnItsLine()
    {
        string log = await LogAsync(LogFormat.Text, logger =>
        {
            using (logger.BeginScope(new Dictionary<string, object?> { ["tenant"] = "a\r\nb" }))
            {
                LogDone(logger, null, "x\n2026 FATAL forged \u001b[31m", 1, 0, false);
            }
        });

        string line = Assert.Single(log.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(" WARN  Leasing: Job x\\n2026 FATAL forged \\u001b[31m", line, StringComparison.Ordinal);
        Assert.EndsWith(" tenant=a\\r\\nb", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_Exception_FollowsIndented()
    {
        string log = await LogAsync(
            LogFormat.Text, logger => LogDone(logger, new InvalidOperationException("why"), "j", 1, 0, false));

        string[] lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("    System.InvalidOperationException: why", lines[1]);
    }

    [Fact]
    public async Task Level_BelowTheLeast_IsNotLoggedNorIsTheServersNoise()
    {
        string log = await LogAsync(
            LogFormat.Text,
            logger =>
            {
                LogDetail(logger);
                LogDone(logger, null, "kept", 1, 0, false);
            });

        Assert.DoesNotContain("detail", log, StringComparison.Ordinal);
        Assert.Contains("kept", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_Blocked_LogsWithoutWaitingAndCountsWhatItDropped()
    {
        using BlockedStream output = new();
        ServiceHostBuilder builder = ServiceHostBuilder.Create(RunningHost.Options() with { LogOutput = output });
        await using (ServiceHost host = builder.Build())
        {
            ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sample");
            LogDone(logger, null, "first", 1, 0, false);
            await output.Blocked.Task.WaitAsync(TestContext.Current.CancellationToken);
            for (int i = 0; i < 5000; i++) LogDone(logger, null, "flood", i, 0, false);
            output.Release();
        }

        string[] lines = output.Text().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4096, lines.Count(l => l.Contains("flood", StringComparison.Ordinal)));
        Assert.Contains(
            lines, l => l.Contains("904 log lines were dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Output_Closed_DoesNotStopTheService()
    {
        MemoryStream output = new();
        await output.DisposeAsync();
        ServiceHostBuilder builder = ServiceHostBuilder.Create(RunningHost.Options() with { LogOutput = output });
        await using ServiceHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        StopReport report = await host.StopAsync(CancellationToken.None);

        Assert.True(report.Drained);
    }

    private static async Task<JsonElement[]> JsonLinesAsync(Action<ILogger> log)
    {
        string text = await LogAsync(LogFormat.Json, log);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }

    /// <summary>Runs a host that logs, and gives what was logged by the sample's category.</summary>
    private static async Task<string> LogAsync(LogFormat format, Action<ILogger> log)
    {
        FakeTimeProvider time = new(Now);
        RunningHost running = RunningHost.Build(
            options: RunningHost.Options() with { LogFormat = format, TimeProvider = time });
        log(running.Host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sample.Queue.Leasing"));
        return await running.EndAsync();
    }

    [LoggerMessage(42, LogLevel.Warning, "Job {Job} done after {Attempts} ({Share}, {Last})")]
    private static partial void LogDone(
        ILogger logger, Exception? fault, string job, double attempts, double share, bool last);

    [LoggerMessage(43, LogLevel.Debug, "detail")]
    private static partial void LogDetail(ILogger logger);

    /// <summary>An output whose reader has stopped reading.</summary>
    private sealed class BlockedStream : MemoryStream
    {
        private readonly ManualResetEventSlim _released = new();

        public TaskCompletionSource Blocked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Blocked.TrySetResult();
            _released.Wait();
            base.Write(buffer);
        }

        public void Release() => _released.Set();

        public string Text() => Encoding.UTF8.GetString(ToArray());

        protected override void Dispose(bool disposing)
        {
            if (disposing) _released.Dispose();
            base.Dispose(disposing);
        }
    }
}
