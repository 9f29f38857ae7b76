using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>Hosts that do what hosts should rather not.</summary>
public sealed class UnusualHostTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Run_HostThatRunsAnotherGuestWhileItAnswers_LeavesTheFirstItsLimits()
    {
        using Guest outer = engine.Load("ask-and-grow.wat");
        using Guest inner = engine.Load("echo.wat");
        var host = new RecordingHost(_ =>
            new GuestAnswer.Value(EngineFixture.Text(inner.Run(new GuestCall { Input = "in"u8.ToArray() })) == "in"
                ? "yes"u8.ToArray() : "no"u8.ToArray()));

        GuestOutcome outcome = outer.Run(new GuestCall
        {
            Host = host,
            Limits = new GuestLimits { MemoryBytes = 16 * 65_536 },
        });

        Assert.Equal(16ul, EngineFixture.Code(outcome));
        Assert.Equal(16 * 65_536, outcome.PeakMemoryBytes);
    }

    [Fact]
    public void Run_HostThatAnswersNothing_IsAFaultOfTheHost()
    {
        using Guest guest = engine.Load("ask-once.wat");

        GuestOutcome outcome = guest.Run(new GuestCall { Host = new RecordingHost(_ => null!) });

        Assert.IsType<GuestOutcome.HostFault>(outcome);
    }

    [Fact]
    public void Run_TimeLimitBeyondAnyTimer_WaitsForTheHostAllTheSame()
    {
        using Guest guest = engine.Load("ask-once.wat");

        GuestOutcome outcome = guest.Run(new GuestCall
        {
            Host = new LateHost(),
            Limits = new GuestLimits { Time = TimeSpan.MaxValue },
        });

        Assert.IsType<GuestOutcome.Returned>(outcome);
    }

    [Fact]
    public void Run_AfterOneWhoseHostAnsweredTooLate_HearsNothingOfIt()
    {
        using var single = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 1 });
        using Guest guest =
            Assert.IsType<GuestCompilation.Loaded>(single.Load(EngineFixture.Bytes("ask-once.wat"))).Guest;
        var late = new TaskCompletionSource<GuestAnswer>();
        var limits = new GuestLimits { Time = TimeSpan.FromMilliseconds(20) };

        GuestOutcome first = guest.Run(new GuestCall { Host = new WaitingHost(late.Task), Limits = limits });
        GuestOutcome second = guest.Run(new GuestCall
        {
            Host = new RecordingHost(_ =>
            {
                late.SetResult(new GuestAnswer.Value(new byte[999]));
                return new GuestAnswer.Value(new byte[7]);
            }),
        });

        Assert.IsType<GuestOutcome.TimedOut>(first);
        Assert.Equal(7ul, EngineFixture.Code(second));
        Assert.Equal(1, second.HostCalls);
    }

    private sealed class LateHost : IGuestHost
    {
        public async ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return GuestAnswer.Absent.Instance;
        }
    }

    private sealed class WaitingHost(Task<GuestAnswer> answer) : IGuestHost
    {
        public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken) =>
            new(answer);
    }
}
