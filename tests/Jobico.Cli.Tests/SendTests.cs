using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class SendTests
{
    [Fact]
    public async Task Send_TextsFilesAndInput_PostsEachAsOneEvent()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = "{\"c\":3}\n\n[4]\n" };
        line.Write("two.json", "{\n \"b\": 2\n}");

        Ended ended = await line.RunAsync("send", "ev1", "{\"a\":1}", "@two.json", "-", "--tenant", "m1");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Equal(
            ("/events/m1/ev1", "{\"data\":[{\"a\":1},{\n \"b\": 2\n},{\"c\":3},[4]]}"), platform.Posts.Single());
        Assert.Equal("Accepted 01K0000000000000000000000A\n", ended.Out);
    }

    [Fact]
    public async Task Send_ManyLines_PostsThemInBatches()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = string.Concat(Enumerable.Repeat("1\n", 2_500)) };

        Ended ended = await line.RunAsync("send", "ev1", "-");

        Assert.Equal(0, ended.Code);
        Assert.Equal([1_000, 1_000, 500], platform.Posts.Select(post => post.Body.Count(char.IsAsciiDigit)));
    }

    [Theory]
    [InlineData("{\"a\":", 2)]
    [InlineData("1],\"x\":[2", 2)]
    [InlineData("@broken.json", 1)]
    [InlineData("@missing.json", 1)]
    public async Task Send_WhatIsNoJson_PostsNothing(string data, int code)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("broken.json", "{");

        Ended ended = await line.RunAsync("send", "ev1", data);

        Assert.Equal(code, ended.Code);
        Assert.Empty(platform.Posts);
    }

    [Fact]
    public async Task Send_Misfit_ShowsEachViolation()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Answer = _ => (422, """
            {"title":"schema-misfit","status":422,"detail":"1 of 1 events do not fit.","errors":[
              {"pointer":"/data/0/total","keyword":"type","message":"is a string, not an integer"}]}
            """);
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("send", "ev1", "{}");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Equal(
            "Refused (422): 1 of 1 events do not fit.\n  /data/0/total type: is a string, not an integer\n",
            ended.Error);
    }

    [Fact]
    public async Task Send_ToSomethingElse_SaysThatItIsNoListener()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Answer = _ => (404, "<html>");
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("send", "ev1", "{}");

        Assert.Equal(1, ended.Code);
        Assert.Contains("is no Jobico Listener", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.Ok, 0)]
    [InlineData(Outcome.Error, 1)]
    public async Task Send_WithWait_ShowsEveryAttemptAndEndsAsTheLastDid(Outcome outcome, int code)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Answer = _ =>
        {
            // Recorded before the answer is read: the tail must have been in place before the post.
            platform.Recorder.Commit(
                FakeRecorder.Make("Other"),
                FakeRecorder.Make("A", first =>
                {
                    first.Outcome = Outcome.Trap;
                    first.Disposition = Disposition.Retried;
                    first.Result = "";
                }),
                FakeRecorder.Make("A", second =>
                {
                    second.Id = "A-2";
                    second.Attempt = 2;
                    second.Outcome = outcome;
                }));
            return (202, """{"ids":["A"]}""");
        };
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("send", "ev1", "{}", "--wait");

        Assert.Equal(code, ended.Code);
        Assert.Contains("ev1 A #1 trap", ended.Out, StringComparison.Ordinal);
        Assert.Contains("ev1 A #2", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Other", ended.Out, StringComparison.Ordinal);
        Assert.Equal(new ExecutionFilter { Tenant = "default", Event = "ev1" }, platform.Recorder.Tailed.Single());
    }
}
