namespace Goico.Wasm.Tests.Hostile;

[Collection(Alone.Name)]
public sealed class StormTests
{
    private const int Runs = 1_000;

    // The collector's heap and the engine's allocator move by as much; a memory left over by each run is more.
    private const long MarginBytes = 192L << 20;

    /// <summary>
    /// A thousand runs that lost a stack, a memory or a handle each would show in every round; what the runtime itself
    /// takes at times shows in some.
    /// </summary>
    [Fact]
    public void Run_ThousandHostileRunsBesideGoodOnes_HarmNoneAndLeaveNothing()
    {
        const int MaxRounds = 3;
        using var storm = new Storm();
        storm.Rage(Runs / 2);
        bool settled = false;
        Footprint before = Footprint.Take();
        Footprint after = before;

        for (int round = 0; round < MaxRounds && !settled; round++)
        {
            before = Footprint.Take();
            storm.Rage(Runs);
            after = Footprint.Take();
            TestContext.Current.TestOutputHelper?.WriteLine($"{before} -> {after}");
            settled = after.ResidentBytes - before.ResidentBytes < MarginBytes
                && after.Threads - before.Threads <= 8
                && after.Descriptors - before.Descriptors <= 8
                && after.Mappings - before.Mappings <= 128;
        }

        Assert.Empty(storm.Wrong);
        Assert.True(settled, $"Before a round {before}, after it {after}.");
        Assert.All(storm.GoodRuns, runs => Assert.InRange(runs, 10, int.MaxValue));
        Assert.InRange(storm.Engine.Memories?.SlotCount ?? 0, 0, storm.Engine.Options.MaxConcurrentInstances);
        Assert.True(storm.FillsEveryInstance());
    }
}
