using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>Programs that misbehave are stopped and recorded for what they did, and their neighbours go on.</summary>
public sealed class HostileGuestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HostileGuests_AreRecordedForWhatTheyWere_AndNeighboursGoOn()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        foreach (string guest in new[] { "loop", "grow", "trap", "flood", "echo" })
        {
            await server.UploadGuestAsync("t1", guest, Token);
        }
        await server.UploadSchemaAsync("t1", "any.json", "true", Token);
        await server.DeployAsync(Definition("hostile.yaml"), Token);

        string[] hostile = ["loop", "grow", "burn", "trap", "flood"];
        foreach (string kind in hostile)
        {
            await server.PostAsync($"t1/{kind}", Enumerable.Range(0, 3).Select(n => new { n }), Token);
        }
        await server.PostAsync("t1/echo", Enumerable.Range(0, 200).Select(n => new { n }), Token);
        await server.PostAsync("t1/thrift", Enumerable.Range(0, 5).Select(n => new { n }), Token);

        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 220, Token);
        var expected = new Dictionary<string, Outcome>
        {
            ["loop"] = Outcome.Timeout,
            ["grow"] = Outcome.OutOfMemory,
            // A defect once: a definition that limited fuel killed each worker that met it.
            ["burn"] = Outcome.OutOfFuel,
            ["thrift"] = Outcome.Ok,
            ["trap"] = Outcome.Trap,
            ["flood"] = Outcome.OutputTooLarge,
            ["echo"] = Outcome.Ok,
        };
        Assert.All(executions, execution => Assert.Equal(expected[execution.Event], execution.Outcome));
        Assert.All(executions.Where(execution => hostile.Contains(execution.Event)), execution =>
        {
            Assert.Equal(Disposition.DeadLettered, execution.Disposition);
            Assert.NotEmpty(execution.Fault);
        });
        // The last of the good ones did not wait for the loops of a second each.
        Assert.True(
            executions.ToList().FindLastIndex(execution => execution.Event == "echo")
            < executions.ToList().FindIndex(execution => execution.Event == "loop"),
            "An echo was recorded after a loop that had to run into its time limit first.");
    }

    /// <summary>
    /// A defect once: a queue with more concurrency than there are workers, full of endless loops, left no worker to
    /// any other tenant until the loops ran into their time limit.
    /// </summary>
    [Fact]
    public async Task TenantWithMoreLoopsThanWorkers_LeavesWorkersToOtherTenants()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token, "--max-workers", "8");
        await server.UploadGuestAsync("hog", "loop", Token);
        await server.UploadSchemaAsync("hog", "any.json", "true", Token);
        await server.DeployAsync(Definition("hog.yaml"), Token);
        await server.UploadGuestAsync("t1", "echo", Token);
        await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
        await server.DeployAsync(Definition("chain.yaml"), Token);
        await server.PostAsync("hog/loop-a", Enumerable.Range(0, 20).Select(n => new { n }), Token);
        await server.PostAsync("hog/loop-b", Enumerable.Range(0, 20).Select(n => new { n }), Token);
        // The first loop is recorded when it has had its three seconds: by then the hog has all it can get.
        await server.UntilAsync("hog", seen => seen.Count == 1, Token);

        await server.PostAsync("t1/first", Enumerable.Range(0, 20).Select(n => new { n }), Token);
        await server.UntilAsync("t1", seen => seen.Count == 40, Token);

        IReadOnlyList<Execution> loops = await server.AllExecutionsAsync("hog", Token);
        Assert.True(loops.Count < 20, $"{loops.Count} loops had ended before the other tenant's events were through.");
    }
}
