namespace Goico.Wasm.Tests;

public sealed class CoreAbiTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Run_EchoModule_ReturnsInputAndLog()
    {
        GuestOutcome outcome = engine.Run("echo.wat", """{"a":"ü"}""");

        Assert.Equal("""{"a":"ü"}""", EngineFixture.Text(outcome));
        Assert.Equal(0ul, EngineFixture.Code(outcome));
        GuestLogLine line = Assert.Single(outcome.Logs);
        Assert.Equal((GuestLogLevel.Info, "echo"), (line.Level, line.Text));
        Assert.InRange(line.Offset, TimeSpan.Zero, outcome.Duration);
        Assert.Equal(65536, outcome.PeakMemoryBytes);
        Assert.False(outcome.LogsTruncated);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(1 << 20)]
    public void Run_InputOfAnySize_ComesBackWhole(int size)
    {
        string input = new('x', size);

        Assert.Equal(input, EngineFixture.Text(engine.Run("echo.wat", input)));
    }

    [Fact]
    public void Run_TinyGoLikeModule_RunsStartFirstAndLogsWhatItPrints()
    {
        GuestOutcome outcome = engine.Run("tinygo-like.wat", "{}");

        Assert.Equal("{}", EngineFixture.Text(outcome));
        Assert.Equal("main ran", Assert.Single(outcome.Logs).Text);
    }

    [Fact]
    public void Run_ReactorWithInitAndVersion_CallsThemInOrder() =>
        Assert.Equal("{}", EngineFixture.Text(engine.Run("initialize.wat")));

    [Theory]
    [InlineData("\0", 0ul)]
    [InlineData("\u0007", 7ul)]
    [InlineData("x", ulong.MaxValue)]
    public void Run_CodeWithoutResult_IsTheWholeUnsignedNumber(string input, ulong code)
    {
        var returned = Assert.IsType<GuestOutcome.Returned>(engine.Run("code.wat", input));

        Assert.Equal(code, returned.Code);
        Assert.True(returned.Result.IsEmpty);
    }

    [Fact]
    public void Run_ModuleBuiltByClang_AnswersAndLogs()
    {
        GuestOutcome small = engine.Run("order_core_c.wasm", """{"id":1}""");
        GuestOutcome large = engine.Run("order_core_c.wasm", new string('1', 101));

        Assert.Equal("""{"length":8,"echo":{"id":1}}""", EngineFixture.Text(small));
        Assert.Equal((GuestLogLevel.Debug, "init"), (small.Logs[0].Level, small.Logs[0].Text));
        Assert.Equal(7ul, EngineFixture.Code(large));
    }

    [Fact]
    public void Run_ModuleBuiltByRust_Answers() =>
        Assert.Equal("""{"upper":"ÄBC"}""", EngineFixture.Text(engine.Run("order_core_rust.wasm", "äbc")));

    [Fact]
    public void Run_RustPanic_IsATrapNotExhaustedMemory()
    {
        var trapped = Assert.IsType<GuestOutcome.Trapped>(engine.Run("order_core_rust.wasm", "panic"));

        Assert.Equal(GuestTrapKind.Unreachable, trapped.Kind);
        Assert.NotEmpty(trapped.Backtrace);
    }

    [Fact]
    public void Run_LogOfBrokenTextAndUnknownLevel_IsRepairedAndInfo()
    {
        using Guest guest = engine.Load("log-input.wat");

        GuestOutcome outcome = guest.Run(new GuestCall { Input = new byte[] { 0x61, 0xff, 0x62 } });

        // The result is the input too, which is not UTF-8; the logs stay all the same.
        Assert.IsType<GuestOutcome.BadResult>(outcome);
        Assert.Equal(
            [(GuestLogLevel.Error, "a\ufffdb"), (GuestLogLevel.Info, "a\ufffdb")],
            outcome.Logs.Select(line => (line.Level, line.Text)));
    }

    [Fact]
    public void Run_SleepAskedOfTheHost_IsRefusedAtOnce() =>
        Assert.Equal("{}", EngineFixture.Text(engine.Run("sleep.wat")));

    [Fact]
    public void Run_AfterDispose_Throws()
    {
        Guest guest = engine.Load("echo.wat");
        guest.Dispose();

        Assert.Throws<ObjectDisposedException>(() => guest.Run(default));
    }
}
