namespace Jobico.Cli.Tests;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("server")]
    [InlineData("demo")]
    [InlineData("deploy")]
    [InlineData("redeploy")]
    [InlineData("rollback")]
    [InlineData("upload-wasm")]
    [InlineData("upload-schema")]
    [InlineData("stream-from-recorder")]
    [InlineData("send")]
    [InlineData("secrets")]
    [InlineData("run")]
    [InlineData("inspect")]
    [InlineData("new")]
    public async Task Help_OfEachCommand_SaysWhatItTakes(string command)
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync(command, "--help");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Contains("jobico " + command, ended.Out, StringComparison.Ordinal);
        Assert.Contains("--tenant", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OnATerminal_IsBrokenBetweenWords()
    {
        using var line = new CommandLine { Width = 80 };

        Ended ended = await line.RunAsync("run", "--help");

        Assert.All(ended.Out.Split('\n'), row => Assert.InRange(row.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [InlineData("depoly", "greet")]
    [InlineData("deploy")]
    [InlineData("deploy", "greet", "--confg", "x.yaml")]
    [InlineData("rollback", "greet", "--version", "one")]
    [InlineData("rollback", "greet", "--version", "0")]
    [InlineData("stream-from-recorder", "greet", "--count", "-1")]
    [InlineData("stream-from-recorder", "greet", "-o", "xml")]
    [InlineData("send", "ev1")]
    [InlineData("secrets")]
    [InlineData("secrets", "set")]
    [InlineData("secrets", "set", "KEY", "value-on-the-command-line")]
    [InlineData("secrets", "remove")]
    [InlineData("server", "--drain-timeout", "soon")]
    [InlineData("rollback", "greet", "--api", "not an address")]
    public async Task Run_AskedWrongly_SaysSoOnErrorAndEndsWithTwo(params string[] args)
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync(args);

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.StartsWith("jobico: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutServer_SaysHowToStartOne()
    {
        using var line = new CommandLine();
        // A port that was free a moment ago and that nothing listens on.
        using (var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            taken.Start();
            line.Environment["JOBICO_API"] = $"http://{taken.LocalEndpoint}";
            line.Environment["JOBICO_LISTENER"] = $"http://{taken.LocalEndpoint}";
        }

        Ended rollback = await line.RunAsync("rollback", "greet");
        Ended send = await line.RunAsync("send", "ev1", "{}");

        Assert.Equal((1, 1), (rollback.Code, send.Code));
        Assert.Contains("Start one with 'jobico server'", rollback.Error, StringComparison.Ordinal);
        Assert.Contains("Start one with 'jobico server'", send.Error, StringComparison.Ordinal);
        Assert.Contains("refused", rollback.Error, StringComparison.Ordinal);
    }
}
