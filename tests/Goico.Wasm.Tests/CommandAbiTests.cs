using System.Text;

namespace Goico.Wasm.Tests;

public sealed class CommandAbiTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const string Program = "order_command_c.wasm";

    [Fact]
    public void Run_ProgramBuiltByClang_ReadsPrintsAndLogs()
    {
        using Guest guest = engine.Load(Program);

        GuestOutcome outcome = guest.Run(new GuestCall
        {
            Input = """{"id":1}"""u8.ToArray(),
            Environment = [new("JOBICO_TENANT", "acme")],
        });

        Assert.Equal(GuestAbi.Command, guest.Info.Abi);
        Assert.Equal("""{"id":1}|acme|-|1""", EngineFixture.Text(outcome));
        Assert.Equal(0ul, EngineFixture.Code(outcome));
        Assert.Equal(
            [
                (GuestLogLevel.Info, "got 8 bytes"),
                (GuestLogLevel.Warning, "careful"),
                (GuestLogLevel.Error, "failed"),
                (GuestLogLevel.Debug, "detail"),
                (GuestLogLevel.Info, "said"),
            ],
            outcome.Logs.Select(line => (line.Level, line.Text)));
    }

    [Fact]
    public void Run_ExitCode_IsTheCode() => Assert.Equal(42ul, EngineFixture.Code(engine.Run(Program, "x")));

    [Fact]
    public void Run_Abort_IsATrap() =>
        Assert.Equal(
            GuestTrapKind.Unreachable, Assert.IsType<GuestOutcome.Trapped>(engine.Run(Program, "a")).Kind);

    [Fact]
    public void Run_AllocationWithoutEnd_IsOutOfMemory()
    {
        GuestOutcome outcome = engine.Run(Program, "m");

        Assert.Equal(64 << 20, Assert.IsType<GuestOutcome.OutOfMemory>(outcome).LimitBytes);
        Assert.InRange(outcome.PeakMemoryBytes, 60 << 20, 64 << 20);
    }

    [Fact]
    public void Run_ProgramThatOpensAFile_FindsNone() =>
        Assert.Equal(0ul, EngineFixture.Code(engine.Run(Program, "f")));

    [Fact]
    public void Run_ProgramThatReadsTheClock_SeesTime() =>
        Assert.Equal("1", EngineFixture.Text(engine.Run(Program, "t")));

    [Fact]
    public void Run_OutputThatIsNotUtf8_IsABadResult() =>
        Assert.IsType<GuestOutcome.BadResult>(engine.Run(Program, "i"));

    [Fact]
    public void Run_OutputOfHundredMegabytes_IsStoppedAtTheLimit()
    {
        var outcome = Assert.IsType<GuestOutcome.OutputTooLarge>(engine.Run("command-flood.wat"));

        Assert.Equal(1 << 20, outcome.LimitBytes);
        Assert.InRange(outcome.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Run_OutputOfExactlyTheLimit_IsReturned()
    {
        string input = new('y', 1000);
        using Guest guest = engine.Load(Program);
        int size = Encoding.UTF8.GetByteCount(input + "|(null)|-|1");

        GuestOutcome fits = guest.Run(Call(input, size));
        GuestOutcome exceeds = guest.Run(Call(input, size - 1));

        Assert.Equal(size, EngineFixture.Text(fits).Length);
        Assert.IsType<GuestOutcome.OutputTooLarge>(exceeds);
    }

    [Fact]
    public void Run_IllFormedVectors_AreAnsweredWithErrorNumbers() =>
        Assert.Equal(21ul + 28 + 8 + 21 + 8, EngineFixture.Code(engine.Run("command-vectors.wat")));

    private static GuestCall Call(string input, int outputBytes) => new()
    {
        Input = Encoding.UTF8.GetBytes(input),
        Limits = new GuestLimits { OutputBytes = outputBytes },
    };
}
