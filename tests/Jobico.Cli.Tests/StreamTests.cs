using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class StreamTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_FromBeginning_ShowsWhatIsKeptAndEndsAfterCount()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("A"), FakeRecorder.Make("B"), FakeRecorder.Make("C"));
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("stream-from-recorder", "greet", "--from-beginning", "--count", "2");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Equal("03:04:05 ev1 A #1 ok 350 µs hello\n03:04:05 ev1 B #1 ok 350 µs hello\n", ended.Out);
        Assert.Equal(
            new ExecutionFilter { Tenant = "default", Job = "greet" }, platform.Recorder.Tailed.Single());
    }

    [Fact]
    public async Task Stream_FromNow_ShowsOnlyWhatComes()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("A"));
        using var line = new CommandLine(platform);

        Task<Ended> stream = line.RunAsync("stream-from-recorder", "greet", "--count", "1");
        await platform.Recorder.TailOpenedAsync(Ended);
        platform.Recorder.Commit(FakeRecorder.Make("B"));

        Assert.Equal("03:04:05 ev1 B #1 ok 350 µs hello\n", (await stream).Out);
    }

    [Fact]
    public async Task Stream_ConnectionBreaks_GoesOnFromThePositionWithoutGapOrDouble()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("A"));
        using var line = new CommandLine(platform) { Time = TimeProvider.System };

        Task<Ended> stream = line.RunAsync("stream-from-recorder", "greet", "--from-beginning", "--count", "3");
        await platform.Recorder.TailOpenedAsync(Ended);
        platform.Recorder.Break();
        await platform.Recorder.TailOpenedAsync(Ended);
        platform.Recorder.Commit(FakeRecorder.Make("B"), FakeRecorder.Make("C"));
        Ended ended = await stream;

        Assert.Equal(0, ended.Code);
        Assert.Equal(["A", "B", "C"], ended.Out.TrimEnd().Split('\n').Select(shown => shown.Split(' ')[2]));
        Assert.Contains("The connection is broken", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Connected again", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ConnectionBreaksBeforeTheFirstRecord_MissesNothing()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("Old"));
        using var line = new CommandLine(platform) { Time = TimeProvider.System };

        Task<Ended> stream = line.RunAsync("stream-from-recorder", "greet", "--count", "3");
        await platform.Recorder.TailOpenedAsync(Ended);
        platform.Recorder.BeforeNextTail =
            () => platform.Recorder.Commit(FakeRecorder.Make("A"), FakeRecorder.Make("B"));
        platform.Recorder.Break();
        await platform.Recorder.TailOpenedAsync(Ended);
        platform.Recorder.Commit(FakeRecorder.Make("C"));
        Ended ended = await stream;

        Assert.Equal(["A", "B", "C"], ended.Out.TrimEnd().Split('\n').Select(shown => shown.Split(' ')[2]));
    }

    [Fact]
    public async Task Stream_Interrupted_EndsWithZero()
    {
        await using FakePlatform platform = await KnownJobAsync();
        using var line = new CommandLine(platform);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Ended);

        Task<Ended> stream = line.RunAsync(interrupt.Token, "stream-from-recorder", "greet");
        await platform.Recorder.TailOpenedAsync(Ended);
        await interrupt.CancelAsync();

        Assert.Equal(new Ended(0, "", ""), await stream);
    }

    [Fact]
    public async Task Stream_ReaderGoesAway_EndsWithZero()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("A"));
        using var line = new CommandLine(platform);
        using var error = new StringWriter();
        await using var closed = new ClosedPipe();

        int code = await line.RunAsync(closed, error, Ended, "stream-from-recorder", "greet", "--from-beginning");

        Assert.Equal((0, ""), (code, error.ToString()));
    }

    [Fact]
    public async Task Stream_AsJson_IsAnObjectALine()
    {
        await using FakePlatform platform = await KnownJobAsync();
        platform.Recorder.Commit(FakeRecorder.Make("A"), FakeRecorder.Make("B"));
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync(
            "stream-from-recorder", "greet", "--from-beginning", "--count", "2", "-o", "json");

        string[] lines = ended.Out.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        using var json = System.Text.Json.JsonDocument.Parse(lines[1]);
        Assert.Equal("B", json.RootElement.GetProperty("eventId").GetString());
        Assert.Equal("OK", json.RootElement.GetProperty("outcome").GetString());
    }

    private static async Task<FakePlatform> KnownJobAsync()
    {
        FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("default", "greet"));
        return platform;
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Write(char value) => throw new IOException("Broken pipe");

        public override void Write(string? value) => throw new IOException("Broken pipe");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("Broken pipe");

        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
