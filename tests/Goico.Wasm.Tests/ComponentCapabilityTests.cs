using System.Text;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests;

/// <summary>Every import of the WIT package, as a program in C uses it.</summary>
public sealed class ComponentCapabilityTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData(0, GuestLogLevel.Debug)]
    [InlineData(1, GuestLogLevel.Info)]
    [InlineData(2, GuestLogLevel.Warning)]
    [InlineData(3, GuestLogLevel.Error)]
    [InlineData(4, GuestLogLevel.Fatal)]
    [InlineData(5, GuestLogLevel.Panic)]
    public void Log_EachLevel_BecomesALine(int level, GuestLogLevel logged)
    {
        GuestOutcome outcome = Run($"log\n{level}\nGrüße\nzweite Zeile");

        GuestLogLine line = Assert.Single(outcome.Logs);
        Assert.Equal(logged, line.Level);
        Assert.Equal("Grüße\nzweite Zeile", line.Text);
    }

    [Theory]
    [InlineData("GREETING", "hello")]
    [InlineData("OTHER", "(absent)")]
    public void Config_Name_GivesItsValue(string name, string value) =>
        Assert.Equal(value, EngineFixture.Text(Run($"config\n{name}")));

    [Fact]
    public void Config_Secret_IsNotAmongIt() =>
        Assert.Equal("(absent)", EngineFixture.Text(Run("config\nTOKEN")));

    [Fact]
    public void Secret_ThatIsGranted_IsGiven() => Assert.Equal("s3cret", EngineFixture.Text(Run("secret\nTOKEN")));

    [Fact]
    public void Secret_ThatIsNot_IsRefusedByName()
    {
        GuestOutcome outcome = Run("secret\nPASSWORD");

        AssertRefused(GuestRefusal.NotGranted, "'PASSWORD'", outcome);
    }

    [Fact]
    public void KeyValueGet_Value_IsGiven()
    {
        var host = new RecordingHost(_ => new GuestAnswer.Value("wärme"u8.ToArray()));

        Assert.Equal("wärme", EngineFixture.Text(Run("get\nschlüssel", host)));
        Assert.Equal("schlüssel", Assert.IsType<GuestRequest.GetValue>(Assert.Single(host.Requests)).Key);
    }

    [Fact]
    public void KeyValueGet_NoValue_IsNone() => Assert.Equal(
        "(absent)", EngineFixture.Text(Run("get\nk", new RecordingHost(_ => GuestAnswer.Absent.Instance))));

    [Fact]
    public void KeyValueGet_ValueThatIsNoText_IsRefused() => AssertRefused(
        GuestRefusal.Invalid,
        "UTF-8",
        Run("get\nk", new RecordingHost(_ => new GuestAnswer.Value(new byte[] { 0xFF }))));

    [Fact]
    public void KeyValueSet_Value_IsHandedOn()
    {
        var host = new RecordingHost(_ => GuestAnswer.Done.Instance);

        Assert.Equal("", EngineFixture.Text(Run("set\nk\nthe value", host)));
        var set = Assert.IsType<GuestRequest.SetValue>(Assert.Single(host.Requests));
        Assert.Equal("k", set.Key);
        Assert.Equal("the value", Encoding.UTF8.GetString(set.Value.Span));
    }

    [Fact]
    public void KeyValueRemove_Key_IsHandedOn()
    {
        var host = new RecordingHost(_ => GuestAnswer.Done.Instance);

        Assert.Equal("", EngineFixture.Text(Run("remove\nk", host)));
        Assert.Equal("k", Assert.IsType<GuestRequest.RemoveValue>(Assert.Single(host.Requests)).Key);
    }

    [Fact]
    public void KeyValueKeys_Prefix_GivesTheNames()
    {
        var host = new RecordingHost(_ => new GuestAnswer.Keys(["a/1", "a/2", "a/ü"]));

        Assert.Equal("a/1,a/2,a/ü", EngineFixture.Text(Run("keys\n25\na/", host)));
        var list = Assert.IsType<GuestRequest.ListKeys>(Assert.Single(host.Requests));
        Assert.Equal("a/", list.Prefix);
        Assert.Equal(25, list.Max);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("4294967295", int.MaxValue)]
    public void KeyValueKeys_MaxBeyondItsRange_IsBroughtIntoIt(string max, int asked)
    {
        var host = new RecordingHost(_ => new GuestAnswer.Keys([]));

        Run($"keys\n{max}\n", host);

        Assert.Equal(asked, Assert.IsType<GuestRequest.ListKeys>(Assert.Single(host.Requests)).Max);
    }

    [Fact]
    public void Publish_Event_IsHandedOn()
    {
        var host = new RecordingHost(_ => GuestAnswer.Done.Instance);

        Assert.Equal("", EngineFixture.Text(Run("publish\norder.paid\n{\"id\":1}", host)));
        var publish = Assert.IsType<GuestRequest.Publish>(Assert.Single(host.Requests));
        Assert.Equal("order.paid", publish.Event);
        Assert.Equal("{\"id\":1}", Encoding.UTF8.GetString(publish.Data.Span));
    }

    [Fact]
    public void Http_Request_IsHandedOnWhole()
    {
        var host = new RecordingHost(_ => new GuestAnswer.Http(new GuestHttpResponse(
            201, [new("content-type", "text/plain"), new("x-a", "b")], "grün"u8.ToArray())));

        GuestOutcome outcome = Run("http\n1500\nhttps://api.example.com/a?b\nthe body", host);

        Assert.Equal("201 content-type=text/plain x-a=b text grün", EngineFixture.Text(outcome));
        GuestHttpRequest sent = Assert.IsType<GuestRequest.SendHttp>(Assert.Single(host.Requests)).Request;
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://api.example.com/a?b", sent.Url);
        Assert.Equal([new("x-one", "1"), new("x-two", "2")], sent.Headers);
        Assert.Equal("the body", Encoding.UTF8.GetString(sent.Body.Span));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), sent.Timeout);
    }

    [Fact]
    public void Http_BodyThatIsNoText_ComesAsBase64()
    {
        var host = new RecordingHost(_ => new GuestAnswer.Http(new GuestHttpResponse(200, [], new byte[] { 0xFF, 0, 1 })));

        Assert.Equal("200 base64 /wAB", EngineFixture.Text(Run("http\n1\nhttps://a.example/\n", host)));
    }

    [Fact]
    public void Http_TimeoutOfNothing_IsRefusedWithoutAsking()
    {
        var host = new RecordingHost(_ => GuestAnswer.Done.Instance);

        AssertRefused(GuestRefusal.Invalid, "timeout-ms", Run("http\n0\nhttps://a.example/\n", host));
        Assert.Empty(host.Requests);
    }

    [Theory]
    [InlineData(GuestRefusal.NotGranted)]
    [InlineData(GuestRefusal.Invalid)]
    [InlineData(GuestRefusal.OverLimit)]
    [InlineData(GuestRefusal.Failed)]
    [InlineData(GuestRefusal.TimedOut)]
    public void EveryRequest_Refused_IsAnErrorOfThatKind(GuestRefusal reason)
    {
        var host = new RecordingHost(_ => new GuestAnswer.Refused(reason, "because ü"));
        string[] requests =
            ["get\nk", "set\nk\nv", "remove\nk", "keys\n1\np", "publish\ne\n{}", "http\n1\nhttps://a.example/\n"];

        foreach (string request in requests)
        {
            AssertRefused(reason, "because ü", Run(request, host));
        }
        Assert.Equal(requests.Length, host.Requests.Count);
    }

    [Fact]
    public void EveryRequest_WithoutAHost_IsNotGranted() =>
        AssertRefused(GuestRefusal.NotGranted, "granted", Run("get\nk"));

    [Fact]
    public void Request_HostThatThrows_IsAFaultOfTheHost()
    {
        var host = new RecordingHost(_ => throw new InvalidOperationException("the store is gone"));

        Assert.Contains(
            "the store is gone", Assert.IsType<GuestOutcome.HostFault>(Run("get\nk", host)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_AnswerThatFitsNoQuestion_IsAFaultOfTheHost() => Assert.IsType<GuestOutcome.HostFault>(
        Run("set\nk\nv", new RecordingHost(_ => new GuestAnswer.Keys([]))));

    [Fact]
    public void Request_MoreThanTheLimit_EndsTheRun()
    {
        var host = new RecordingHost(_ => GuestAnswer.Done.Instance);
        var limits = new GuestLimits { HostCalls = 10 };

        Assert.IsType<GuestOutcome.Returned>(Run("ask\n10", host, limits));
        GuestOutcome outcome = Run("ask\n11", host, limits);

        Assert.Equal(GuestTrapKind.TooManyHostCalls, Assert.IsType<GuestOutcome.Trapped>(outcome).Kind);
        Assert.Equal(20, host.Requests.Count);
        Assert.Equal(10, outcome.HostCalls);
    }

    [Fact]
    public void Request_HostThatNeverAnswers_TimesOut()
    {
        using Guest guest = engine.Load("capabilities.wasm");
        var never = new SilentHost();

        GuestOutcome outcome = guest.Run(new GuestCall
        {
            Input = "get\nk"u8.ToArray(),
            Host = never,
            Limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(100) },
            Cancellation = TestContext.Current.CancellationToken,
        });

        Assert.IsType<GuestOutcome.TimedOut>(outcome);
        Assert.InRange(outcome.Duration, TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(2));
    }

    private static void AssertRefused(GuestRefusal reason, string said, GuestOutcome outcome)
    {
        Assert.Equal((ulong)reason + 1, EngineFixture.Code(outcome));
        Assert.Contains(said, EngineFixture.Text(outcome), StringComparison.Ordinal);
    }

    private GuestOutcome Run(string input, IGuestHost? host = null, GuestLimits? limits = null)
    {
        using Guest guest = engine.Load("capabilities.wasm");
        return guest.Run(new GuestCall
        {
            Input = Encoding.UTF8.GetBytes(input),
            Host = host,
            Limits = limits ?? GuestLimits.Default,
            Environment = [new("GREETING", "hello")],
            Secrets = new Dictionary<string, string> { ["TOKEN"] = "s3cret" },
            Cancellation = TestContext.Current.CancellationToken,
        });
    }

    /// <summary>Never answers, and does not listen when it is told that no one waits.</summary>
    private sealed class SilentHost : IGuestHost
    {
        public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<GuestAnswer>().Task);
    }
}
