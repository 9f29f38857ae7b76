using System.Text;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>
/// One tenant's run, ended in every way that there is, and then another's on the same instance's place: it finds
/// nothing of the first.
/// </summary>
public sealed class TraceTests : IDisposable
{
    private const string Secret = "s3cret-of-acme";

    private readonly WasmEngine _engine = new(new WasmEngineOptions { MaxConcurrentInstances = 1 });

    public static TheoryData<char, Type> Ends => new()
    {
        { 'r', typeof(GuestOutcome.Returned) },
        { 't', typeof(GuestOutcome.Trapped) },
        { 'l', typeof(GuestOutcome.TimedOut) },
        { 'w', typeof(GuestOutcome.TimedOut) },
        { 'c', typeof(GuestOutcome.Cancelled) },
        { 'f', typeof(GuestOutcome.HostFault) },
        { 'm', typeof(GuestOutcome.Trapped) },
        { 'b', typeof(GuestOutcome.Trapped) },
        { 'e', typeof(GuestOutcome.Trapped) },
        { 'o', typeof(GuestOutcome.OutOfMemory) },
        { 'h', typeof(GuestOutcome.OutputTooLarge) },
        { 'x', typeof(GuestOutcome.BadResult) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Run_AfterAnothersThatEndedSomehow_FindsNothingOfIt(char how, Type end)
    {
        using Guest leaves = Load("traces-leave.wat");
        using Guest finds = Load("traces-find.wat");
        using var cancel = new CancellationTokenSource();

        GuestOutcome first = leaves.Run(new GuestCall
        {
            Input = new byte[] { (byte)how },
            Environment = [new("NAME", Secret)],
            Secrets = new Dictionary<string, string> { ["TOKEN"] = Secret },
            Host = new Acme(cancel),
            Determinism = new GuestDeterminism(DateTimeOffset.UnixEpoch, Seed: 42),
            Limits = new GuestLimits
            {
                Time = TimeSpan.FromMilliseconds(200),
                MemoryBytes = 1 << 20,
                OutputBytes = 1_000,
                HostCalls = 20,
            },
            Cancellation = cancel.Token,
        });
        GuestOutcome second = finds.Run(new GuestCall { Determinism = new(DateTimeOffset.UnixEpoch, Seed: 42) });

        Assert.Equal(end, first.GetType());
        Assert.Contains(first.Logs, line => line.Text == $"unfinished {Secret}");
        Assert.Equal(0ul, EngineFixture.Code(second));
        Assert.Equal(["mine"], second.Logs.Select(line => line.Text));
        Assert.False(second.LogsTruncated);
        Assert.Equal(0, second.HostCalls);
        Assert.Equal(65_536, second.PeakMemoryBytes);
        Assert.Equal(FirstOfSeed(), EngineFixture.Text(second));
    }

    [Fact]
    public void Run_CommandAfterOneWhoseOutputWasTooLarge_PrintsItsOwnAlone()
    {
        using Guest flood = Load("output-overlap.wat");
        using Guest silent = Load("read-overlap.wat");

        GuestOutcome first = flood.Run(new GuestCall { Limits = new GuestLimits { OutputBytes = 100_000 } });
        GuestOutcome second = silent.Run(new GuestCall { Input = "{}"u8.ToArray() });

        Assert.IsType<GuestOutcome.OutputTooLarge>(first);
        Assert.Equal("", EngineFixture.Text(second));
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>The same run on an engine on which there was no other.</summary>
    private static string FirstOfSeed()
    {
        using var fresh = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 1 });
        using Guest alone =
            Assert.IsType<GuestCompilation.Loaded>(fresh.Load(EngineFixture.Bytes("traces-find.wat"))).Guest;
        return EngineFixture.Text(alone.Run(new GuestCall { Determinism = new(DateTimeOffset.UnixEpoch, Seed: 42) }));
    }

    private Guest Load(string file) =>
        Assert.IsType<GuestCompilation.Loaded>(_engine.Load(EngineFixture.Bytes(file))).Guest;

    /// <summary>The first tenant's host.</summary>
    private sealed class Acme(CancellationTokenSource cancel) : IGuestHost
    {
        public async ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
        {
            switch (request)
            {
                case GuestRequest.SendHttp:
                    return new GuestAnswer.Http(new GuestHttpResponse(200, [], Encoding.UTF8.GetBytes(Secret)));
                case GuestRequest.GetValue("c"):
                    await cancel.CancelAsync();
                    return GuestAnswer.Absent.Instance;
                case GuestRequest.GetValue("f"):
                    throw new InvalidOperationException("The host is out of order.");
                case GuestRequest.GetValue("w"):
                    return await new TaskCompletionSource<GuestAnswer>().Task;
                default:
                    return GuestAnswer.Absent.Instance;
            }
        }
    }
}
