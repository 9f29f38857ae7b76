using System.Text;
using Goico.Wasm.Capabilities;
using Jobico.Executor.Capabilities;
using Jobico.Model;
using static Jobico.Executor.Tests.Capabilities.Asking;

namespace Jobico.Executor.Tests.Capabilities;

public sealed class PublicationsTests
{
    private const string Numbers = """
        {"type":"object","required":["n"],"properties":{"n":{"type":"integer"}},"additionalProperties":{"type":"null"}}
        """;

    [Fact]
    public async Task Publish_DataThatFit_AreKeptInOrderForThisRunOnly()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]", Numbers);
        RunHost host = bench.Host("t1");

        IsDone(await host.PublishAsync("good", """{"n":1}"""));
        IsDone(await host.PublishAsync("good", """{"n":2}"""));

        Assert.Equal(
            [("good", """{"n":1}"""), ("good", """{"n":2}""")],
            host.Published.Select(one => (one.Event, Encoding.UTF8.GetString(one.Data.Span))));
        Assert.Empty(bench.Host("t1").Published);
    }

    [Theory]
    [InlineData("""{"n":"x"}""", "/n: ")]
    [InlineData("{}", "/: ")]
    [InlineData("no JSON", "good.json")]
    [InlineData("", "good.json")]
    [InlineData("""{"n":1}{"n":1}""", "good.json")]
    public async Task Publish_DataThatMisfit_IsInvalidAndSaysWhere(string data, string part)
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]", Numbers);
        RunHost host = bench.Host("t1");

        string message = IsRefused(GuestRefusal.Invalid, await host.PublishAsync("good", data));

        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Empty(host.Published);
    }

    [Fact]
    public async Task Publish_ManyViolations_NamesTheFirstOnly()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]", Numbers);
        string data = $$"""{"n":1,{{string.Join(',', Enumerable.Range(0, 40).Select(n => $"\"x{n}\":1"))}}}""";

        string message = IsRefused(GuestRefusal.Invalid, await bench.Host("t1").PublishAsync("good", data));

        Assert.Equal(5, message.Split("/x").Length - 1);
    }

    [Theory]
    [InlineData("ev")]
    [InlineData("unknown")]
    [InlineData("GOOD")]
    public async Task Publish_EventNotListed_IsNotGrantedAndSaysWhatIs(string id)
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]");

        string message = IsRefused(GuestRefusal.NotGranted, await bench.Host("t1").PublishAsync(id, "1"));

        Assert.Contains("good", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WhileTheEventsQueueIsFull_IsOverLimitAndSaysSo()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]", maxBacklog: 1);
        RunHost host = bench.Host("t1");
        IsDone(await host.PublishAsync("good", "1"));
        await bench.Engine.Events.EnqueueAsync(
            bench.Catalog.FindEvent(TenantId.Parse("t1"), "good")!.Route, ["1"u8.ToArray()], 1,
            TestContext.Current.CancellationToken);

        string message = IsRefused(GuestRefusal.OverLimit, await host.PublishAsync("good", "2"));

        Assert.Equal("Queue 'outside' is full with 1 unfinished events.", message);
        Assert.Single(host.Published);
    }

    [Fact]
    public async Task Publish_EventLiveNoMore_IsFailed()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]");
        RunHost host = bench.Host("t1");
        await bench.UndeployAsync("t1");

        IsRefused(GuestRefusal.Failed, await host.PublishAsync("good", "1"));
    }

    [Fact]
    public async Task Publish_MoreThanAHundred_IsOverLimit()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]");
        RunHost host = bench.Host("t1");
        for (int index = 0; index < 100; index++) IsDone(await host.PublishAsync("good", "1"));

        IsRefused(GuestRefusal.OverLimit, await host.PublishAsync("good", "1"));

        Assert.Equal(100, host.Published.Count);
    }

    [Fact]
    public async Task Publish_MoreThanAMebibyte_IsOverLimit()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]");
        RunHost host = bench.Host("t1");
        string half = $"\"{new string('x', (512 << 10) - 2)}\"";

        IsDone(await host.PublishAsync("good", half));
        IsRefused(GuestRefusal.OverLimit, await host.PublishAsync("good", half + " "));
        IsDone(await host.PublishAsync("good", half));
        IsRefused(GuestRefusal.OverLimit, await host.PublishAsync("good", "1"));
    }
}
