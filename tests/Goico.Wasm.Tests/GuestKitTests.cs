using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests;

/// <summary>
/// The libraries of <c>sdk</c>: one probe in each language asks its host for everything, and each gets and makes the
/// same of it.
/// </summary>
public sealed class GuestKitTests : IClassFixture<EngineFixture>
{
    private readonly EngineFixture _fixture;

    public GuestKitTests(EngineFixture fixture) => _fixture = fixture;

    public static TheoryData<string> Probes => new("rust", "c", "assemblyscript", "javascript");

    [Theory]
    [MemberData(nameof(Probes))]
    [InlineData("rust-component")]
    public void Probe_WithAHost_GetsEveryAnswerAndMakesEveryRequestAsWritten(string probe)
    {
        const string Text = "h\u00fc \"\\\n\u0001\ud83d\ude00";
        var host = new TellingHost();

        GuestOutcome outcome = Run(probe, new { text = Text }, host);

        string[] lines = EngineFixture.Text(outcome).Split('\n');
        Assert.Equal([Text], JsonSerializer.Deserialize<string[]>(lines[0])!);
        Assert.Equal(["p/1", "p/\"2\""], JsonSerializer.Deserialize<string[]>(lines[9]["ok ".Length..])!);
        Assert.StartsWith("not granted: ", lines[4], StringComparison.Ordinal);
        Assert.Equal(
            [
                "ok Salut", "nothing", "ok s3cret", "ok what was kept", "nothing", "nothing", "nothing", "nothing",
                "not granted: Not this one.", "ok 201 text/plain \u00fc was made", "timed out: It took too long.",
            ],
            [.. lines[1..4], .. lines[5..9], .. lines[10..]]);
        Assert.Equal(
            [
                "get kept", "get nothing", $"set new {Text}", "remove old", "keys p/ 2", """publish told {"n":1}""",
                "publish forbidden {}", $"POST https://api.example.com/x x-a=1\"2 00:00:00.5000000 {Text}",
                "GET https://slow.example.com   ",
            ],
            host.Requests);
        Assert.Equal(
            [
                (GuestLogLevel.Debug, "a debug line"), (GuestLogLevel.Info, Text), (GuestLogLevel.Warning, "a warning"),
                (GuestLogLevel.Error, "an error"),
            ],
            outcome.Logs.Select(line => (line.Level, line.Text)));
    }

    [Theory]
    [MemberData(nameof(Probes))]
    [InlineData("rust-component")]
    public void Probe_WithoutAHost_IsRefusedEverythingInWords(string probe)
    {
        string[] lines = EngineFixture.Text(Run(probe, new { text = "" }, null)).Split('\n');

        // All but what was said and the two values of configuration.
        Assert.All(lines[4..], line => Assert.Matches("^not granted: .{10}", line));
    }

    [Theory]
    [MemberData(nameof(Probes))]
    [InlineData("rust-component")]
    public void Probe_ThatFails_AnswersItsOwnCodeAndMessage(string probe)
    {
        GuestOutcome outcome = Run(probe, new { text = "\u00fcber", code = 4_000_000_000_000 }, null);

        Assert.Equal((4_000_000_000_000ul, "\u00fcber"), (EngineFixture.Code(outcome), EngineFixture.Text(outcome)));
    }

    [Theory]
    [MemberData(nameof(Probes))]
    [InlineData("rust-component")]
    public void Probe_ThatPanics_SaysWhyBeforeItTraps(string probe)
    {
        GuestOutcome outcome = Run(probe, new { text = "", panic = "the sky fell" }, null);

        GuestOutcome.Trapped trap = Assert.IsType<GuestOutcome.Trapped>(outcome);
        // An engine may add words of its own.
        string? last = outcome.Logs.Where(line => line.Level == GuestLogLevel.Panic).Select(line => line.Text)
            .LastOrDefault();
        Assert.Contains("the sky fell", last ?? trap.Message, StringComparison.Ordinal);
        Assert.NotEmpty(trap.Backtrace);
    }

    private GuestOutcome Run(string probe, object input, IGuestHost? host)
    {
        byte[] module = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "GuestKit", $"probe-{probe}.wasm"));
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(_fixture.Engine.Load(module)).Guest;
        return guest.Run(new GuestCall
        {
            Input = JsonSerializer.SerializeToUtf8Bytes(input),
            Host = host,
            Environment = host is null ? [] : [new("GREETING", "Salut")],
            Secrets = host is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["TOKEN"] = "s3cret" },
            Cancellation = TestContext.Current.CancellationToken,
        });
    }

    /// <summary>Answers as a real one might, and keeps what it was asked.</summary>
    private sealed class TellingHost : IGuestHost
    {
        private readonly ConcurrentQueue<string> _requests = new();

        public IEnumerable<string> Requests => _requests;

        public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
        {
            (string asked, GuestAnswer answer) = request switch
            {
                GuestRequest.GetValue("kept") => ("get kept", new GuestAnswer.Value("what was kept"u8.ToArray())),
                GuestRequest.GetValue(var key) => ($"get {key}", GuestAnswer.Absent.Instance),
                GuestRequest.SetValue(var key, var value) => ($"set {key} {Utf8(value)}", GuestAnswer.Done.Instance),
                GuestRequest.RemoveValue(var key) => ($"remove {key}", GuestAnswer.Done.Instance),
                GuestRequest.ListKeys(var prefix, var max) =>
                    ($"keys {prefix} {max}", new GuestAnswer.Keys(["p/1", "p/\"2\""])),
                GuestRequest.Publish("forbidden", var data) => ($"publish forbidden {Utf8(data)}",
                    new GuestAnswer.Refused(GuestRefusal.NotGranted, "Not this one.")),
                GuestRequest.Publish(var id, var data) => ($"publish {id} {Utf8(data)}", GuestAnswer.Done.Instance),
                GuestRequest.SendHttp(var http) => (Shown(http), Answered(http)),
                _ => throw new InvalidOperationException($"{request} is not among what a probe asks."),
            };
            _requests.Enqueue(asked);
            return ValueTask.FromResult(answer);
        }

        private static string Shown(GuestHttpRequest http) =>
            $"{http.Method} {http.Url} {string.Join(',', http.Headers.Select(header => $"{header.Key}={header.Value}"))} "
            + $"{http.Timeout} {Utf8(http.Body)}";

        private static GuestAnswer Answered(GuestHttpRequest http) =>
            http.Url.Contains("slow", StringComparison.Ordinal)
                ? new GuestAnswer.Refused(GuestRefusal.TimedOut, "It took too long.")
                : new GuestAnswer.Http(new GuestHttpResponse(
                    201, [new("x-b", "\"\\"), new("content-type", "text/plain")], Encoding.UTF8.GetBytes("\u00fc was made")));

        private static string Utf8(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
    }
}
