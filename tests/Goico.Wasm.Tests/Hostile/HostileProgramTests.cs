namespace Goico.Wasm.Tests.Hostile;

/// <summary>Each hostile program alone: its run ends as documented, and soon.</summary>
[Collection(Alone.Name)]
public sealed class HostileProgramTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    // What a run may hold of the host's memory beyond what it is allowed of its own.
    private const long HostBytes = 512L << 20;

    public static TheoryData<string> Names => [.. HostileProgram.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_HostileProgram_EndsAsDocumented(string name)
    {
        HostileProgram program = HostileProgram.All.Single(known => known.Name == name);
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(program.Make())).Guest;
        // A second is enough for all that ends by itself, and for what could fill the host's memory to do so.
        GuestLimits limits = HostileProgram.Limits with { Time = TimeSpan.FromSeconds(1) };
        using var watch = new PeakMemory();

        GuestOutcome outcome = guest.Run(program.Call(limits, TestContext.Current.CancellationToken));

        Assert.True(program.IsExpected(outcome), outcome.ToString());
        Assert.InRange(outcome.Duration, TimeSpan.Zero, limits.Time + TimeSpan.FromSeconds(3));
        Assert.InRange(watch.Growth(), long.MinValue, limits.MemoryBytes + HostBytes);
    }

    [Theory]
    [InlineData("import-unknown.wat")]
    [InlineData("import-ill-typed.wat")]
    public void Load_ImportThatIsNotThere_FitsNoAbi(string file) =>
        Assert.IsType<GuestCompilation.FitsNoAbi>(engine.Engine.Load(EngineFixture.Bytes(file)));

    [Theory]
    [InlineData("memory64.wat")]
    [InlineData("memory-shared.wat")]
    [InlineData("heap.wat")]
    [InlineData("exceptions.wat")]
    public void Load_ModuleOfFeaturesThatAreOff_DoesNotCompile(string file) =>
        Assert.IsType<GuestCompilation.DoesNotCompile>(engine.Engine.Load(EngineFixture.Bytes(file)));
}
