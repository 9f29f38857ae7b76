using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>Versions: numbered, immutable, switched between two events.</summary>
public sealed class VersionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameDeployTwice_ChangesNothing()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await StartWithJobAsync(place);

        DeployResponse again = await server.DeployAsync(Definition("chain.yaml"), Token);

        Assert.True(again.Unchanged);
        Assert.Equal(1, again.Version.Number);
    }

    [Fact]
    public async Task Deploy_AfterAFileChanged_IsANewVersion_AndRollbackPinsTheOldContent()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await StartWithJobAsync(place);
        await server.UploadAsync("t1", "echo.wasm", FileKind.Module, Guests.Module("refuse"), Token);

        DeployResponse second = await server.DeployAsync(Definition("chain.yaml"), Token);
        DeployResponse third = await server.Control.RollbackAsync(
            new RollbackRequest { Tenant = "t1", Job = "chain" }, cancellationToken: Token);

        Assert.Equal((2, 3, 1), (second.Version.Number, third.Version.Number, third.Version.RollbackTo));
        ListVersionsResponse versions = await server.Control.ListVersionsAsync(
            new ListVersionsRequest { Tenant = "t1", Job = "chain" }, cancellationToken: Token);
        Assert.Equal([3, 2, 1], versions.Versions.Select(version => version.Number));
        Assert.Equal(versions.Versions[2].Files, versions.Versions[0].Files);
        Assert.NotEqual(versions.Versions[1].Files, versions.Versions[0].Files);
    }

    [Fact]
    public async Task Redeploys_UnderLoad_LoseNothing_AndEachRecordMatchesItsVersion()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await StartWithJobAsync(place);
        var ids = new List<string>();
        using var done = new CancellationTokenSource();
        Task load = Task.Run(
            async () =>
            {
                for (int n = 0; !done.IsCancellationRequested; n++)
                {
                    ids.AddRange(await server.PostAsync("t1/first", [new { n }], Token));
                }
            },
            Token);
        // Odd versions echo (code 0), even ones refuse (code 7).
        for (int version = 2; version <= 12; version++)
        {
            string guest = version % 2 == 0 ? "refuse" : "echo";
            await server.UploadAsync("t1", "echo.wasm", FileKind.Module, Guests.Module(guest), Token);
            DeployResponse deployed = await server.DeployAsync(Definition("chain.yaml"), Token);
            Assert.Equal(version, deployed.Version.Number);
        }
        await done.CancelAsync();
        await load;

        HashSet<string> missing = [.. ids];
        IReadOnlyList<Execution> executions = await server.UntilAsync(
            "t1",
            seen =>
            {
                missing.Remove(seen[^1].EventId);
                return missing.Count == 0;
            },
            Token);

        Assert.Equal(executions.Count, executions.Select(execution => execution.Id).Distinct().Count());
        Assert.All(executions, execution => Assert.Equal(execution.Version % 2 == 0 ? 7UL : 0UL, execution.Code));
    }

    [Fact]
    public async Task Definitions_AfterARestart_AreLiveAgain()
    {
        using var place = new Workplace();
        await using (JobicoProcess first = await StartWithJobAsync(place)) await first.KillAsync();

        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);

        IReadOnlyList<string> ids = await server.PostAsync("t1/first", [new { n = 1 }], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 2, Token);
        Assert.Equal(ids[0], executions[0].EventId);
    }

    private static async Task<JobicoProcess> StartWithJobAsync(Workplace place)
    {
        JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        await server.UploadGuestAsync("t1", "echo", Token);
        await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
        await server.DeployAsync(Definition("chain.yaml"), Token);
        return server;
    }
}
